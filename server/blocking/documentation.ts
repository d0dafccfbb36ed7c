/** Where blocking calls are documented. */

/** Modules whose names have a dot; the others are the first word of a full name. */
const dottedModules = ['concurrent.futures', 'http.client', 'os.path', 'urllib.request', 'xmlrpc.client'];

/** For a module or class of Python's standard library. */
export function standardPage(owner: string): string {
  if (owner === 'builtins') return 'https://docs.python.org/3/library/functions.html';
  const module = dottedModules.find((name) => `${owner}.`.startsWith(`${name}.`)) ?? owner.replace(/\..*/, '');
  return `https://docs.python.org/3/library/${module}.html${owner === module ? '' : `#${owner}`}`;
}

/** For a module or class of a Python package; `undefined` where nobody has looked it up. */
export function packagePage(owner: string): string | undefined {
  return Object.entries(pythonPackages).find(([name]) => `${owner}.`.startsWith(`${name}.`))?.[1];
}

const pythonPackages: Readonly<Record<string, string>> = {
  requests: 'https://requests.readthedocs.io/en/latest/api/',
  httpx: 'https://www.python-httpx.org/api/',
  httpx2: 'https://github.com/pydantic/httpx2',
  urllib3: 'https://urllib3.readthedocs.io/en/stable/reference/',
  paramiko: 'https://docs.paramiko.org/',
  dns: 'https://dnspython.readthedocs.io/en/stable/resolver-functions.html',
  feedparser: 'https://feedparser.readthedocs.io/',
  websocket: 'https://websocket-client.readthedocs.io/',
  pytube: 'https://pytube.io/',
  yfinance: 'https://ranaroussi.github.io/yfinance/',
  psycopg2: 'https://www.psycopg.org/docs/',
  psycopg: 'https://www.psycopg.org/psycopg3/docs/api/',
  pymysql: 'https://pymysql.readthedocs.io/',
  MySQLdb: 'https://mysqlclient.readthedocs.io/',
  'mysql.connector': 'https://dev.mysql.com/doc/connector-python/en/',
  pymongo: 'https://pymongo.readthedocs.io/en/stable/api/',
  redis: 'https://redis.readthedocs.io/en/stable/commands.html',
  'sqlalchemy.orm': 'https://docs.sqlalchemy.org/en/20/orm/session_api.html',
  'sqlalchemy.engine': 'https://docs.sqlalchemy.org/en/20/core/connections.html',
  cassandra: 'https://docs.datastax.com/en/developer/python-driver/',
  clickhouse_driver: 'https://clickhouse-driver.readthedocs.io/en/latest/api.html',
  elasticsearch: 'https://elasticsearch-py.readthedocs.io/',
  neo4j: 'https://neo4j.com/docs/api/python-driver/current/api.html',
  boto3: 'https://boto3.amazonaws.com/v1/documentation/api/latest/reference/core/session.html',
  botocore: 'https://botocore.amazonaws.com/v1/documentation/api/latest/',
  pika: 'https://pika.readthedocs.io/en/stable/modules/adapters/blocking.html',
  kafka: 'https://kafka-python.readthedocs.io/',
  confluent_kafka: 'https://docs.confluent.io/platform/current/clients/confluent-kafka-python/html/',
  openai: 'https://github.com/openai/openai-python',
  anthropic: 'https://github.com/anthropics/anthropic-sdk-python',
  'google.cloud.storage': 'https://cloud.google.com/python/docs/reference/storage/latest',
  'google.cloud.bigquery': 'https://cloud.google.com/python/docs/reference/bigquery/latest',
  'azure.storage.blob': 'https://learn.microsoft.com/python/api/azure-storage-blob/azure.storage.blob',
  'azure.identity': 'https://learn.microsoft.com/python/api/azure-identity/azure.identity',
  stripe: 'https://docs.stripe.com/api',
  docker: 'https://docker-py.readthedocs.io/',
  exa_py: 'https://github.com/exa-labs/exa-py',
  tavily: 'https://docs.tavily.com/sdk/python/reference',
  twilio: 'https://github.com/twilio/twilio-python',
  slack_sdk: 'https://docs.slack.dev/tools/python-slack-sdk/',
  libopensonic: 'https://github.com/khers/py-opensonic',
  huggingface_hub: 'https://huggingface.co/docs/huggingface_hub/package_reference/file_download',
  selenium: 'https://www.selenium.dev/selenium/docs/api/py/',
  psutil: 'https://psutil.readthedocs.io/',
  bcrypt: 'https://github.com/pyca/bcrypt',
  argon2: 'https://argon2-cffi.readthedocs.io/',
  passlib: 'https://passlib.readthedocs.io/',
  werkzeug: 'https://werkzeug.palletsprojects.com/en/stable/utils/#module-werkzeug.security',
  pandas: 'https://pandas.pydata.org/docs/reference/io.html',
  cv2: 'https://docs.opencv.org/4.x/d4/da8/group__imgcodecs.html',
};

/** For an export of Node, Deno, Bun or a browser, or of an npm package. */
export function nodePage(module: string, name: string): string {
  if (module.startsWith('node:')) return `https://nodejs.org/api/${module.slice('node:'.length)}.html`;
  if (module === 'deno' || name.startsWith('Deno.')) return 'https://docs.deno.com/api/deno/';
  if (name.startsWith('Bun.')) return 'https://bun.com/reference/bun';
  if (name === 'Atomics.wait')
    return 'https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/Atomics/wait';
  if (module === 'global') return `https://developer.mozilla.org/docs/Web/API/${name.replace('.', '/')}`;
  return `https://www.npmjs.com/package/${module}`;
}
