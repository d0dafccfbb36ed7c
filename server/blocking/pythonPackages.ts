/**
 * Calls of well-known packages that block the event loop, databases apart. Left out on purpose:
 * - clients that connect when they are first used: `grpc.insecure_channel`, `OpenAI`, `Anthropic`;
 * - stubs that are generated (gRPC), whose methods nobody can know;
 * - `playwright.sync_api`, which refuses to run inside a loop by itself;
 * - `requests.connect` and `requests.trace`, which do not exist, and `close` of a client, which sends next to nothing;
 * - Django's querysets, which are `sync-queryset-in-async`, and work whose cost depends on its input (`PIL.Image`,
 *   `numpy.linalg`), which is `cpu-bound-in-async`;
 * - any `request` method in a file that imports urllib3: the receiver decides, not the name.
 */

import { type Group, onAsyncio, same, twins } from './pythonGroups.ts';

const httpMethods = 'get post put patch delete head options request';
const httpClient = same('httpx.AsyncClient');
const httpClient2 = same('httpx2.AsyncClient');

export const packages: readonly Group[] = [
  { of: 'requests', names: httpMethods, kind: 'network', instead: httpClient },
  { of: 'requests.Session', names: `${httpMethods} send`, kind: 'network', instead: httpClient },
  { of: 'httpx httpx.Client', names: httpMethods, kind: 'network', instead: httpClient },
  { of: 'httpx.Client', names: 'send', kind: 'network', instead: httpClient },
  { of: 'httpx httpx.Client', names: 'stream', kind: 'network', rewrite: 'none', instead: httpClient },
  { of: 'httpx2 httpx2.Client', names: httpMethods, kind: 'network', instead: httpClient2 },
  { of: 'httpx2.Client', names: 'send', kind: 'network', instead: httpClient2 },
  { of: 'httpx2 httpx2.Client', names: 'stream', kind: 'network', rewrite: 'none', instead: httpClient2 },
  {
    of: 'urllib3',
    names: 'request',
    kind: 'network',
    instead: httpClient,
  },
  {
    of:
      'urllib3.PoolManager urllib3.ProxyManager urllib3.HTTPConnectionPool urllib3.HTTPSConnectionPool ' +
      'urllib3.ConnectionPool urllib3.RequestMethods',
    names: '*',
    except: '*.* clear close connection_from_* is_same_host',
    kind: 'network',
    instead: httpClient,
  },
  {
    of: 'paramiko.SSHClient',
    names: 'connect exec_command open_sftp',
    kind: 'network',
    instead: onAsyncio('asyncssh'),
  },
  {
    of: 'paramiko.SFTPClient',
    names: 'get put open listdir stat mkdir remove rename',
    kind: 'network',
    instead: onAsyncio('asyncssh'),
  },
  { of: 'dns.resolver', names: 'resolve query', kind: 'network', instead: same('dns.asyncresolver.resolve') },
  { of: 'feedparser', names: 'parse', kind: 'network', returnsAtOnce: 'unless-address' },
  {
    of: 'websocket',
    names: 'create_connection',
    kind: 'network',
    rewrite: 'none',
    instead: twins('websockets.connect', 'websockets.connect', 'websockets.trio.client.connect'),
  },
  { of: 'pytube.request', names: 'get post head', kind: 'network' },
  { of: 'yfinance', names: 'download', kind: 'network' },

  // Nothing is asked yet, but the description of the service is read.
  { of: 'boto3 boto3.Session', names: 'client', kind: 'file', instead: onAsyncio('aiobotocore') },
  { of: 'boto3 boto3.Session', names: 'resource', kind: 'file', instead: onAsyncio('aioboto3') },
  { of: 'botocore.session.Session', names: 'create_client', kind: 'file', instead: onAsyncio('aiobotocore') },
  {
    of: 'botocore.client.BaseClient',
    names: '*',
    except:
      'can_paginate close generate_presigned_url generate_presigned_post get_paginator get_waiter exceptions* meta*',
    kind: 'sdk',
    instead: onAsyncio('aiobotocore'),
  },
  {
    of: 'boto3.resources.base.ServiceResource',
    names: '*',
    except: '*.* batch_writer get_available_subresources',
    kind: 'sdk',
    instead: onAsyncio('aioboto3'),
  },
  {
    of: 'boto3.resources.base.ServiceResource',
    names: '*.create *.delete *.reboot *.start *.stop *.terminate',
    kind: 'sdk',
    instead: onAsyncio('aioboto3'),
  },
  // A collection asks the service when somebody takes an item.
  {
    of: 'boto3.resources.base.ServiceResource',
    names: '*.all *.filter *.limit *.pages',
    kind: 'sdk',
    rewrite: 'none',
    instead: onAsyncio('aioboto3'),
    returnsAtOnce: 'not-iterated',
  },
  { of: 'pika', names: 'BlockingConnection', kind: 'sdk', rewrite: 'none', instead: onAsyncio('aio_pika') },
  { of: 'kafka', names: 'KafkaConsumer KafkaProducer', kind: 'sdk', instead: onAsyncio('aiokafka') },
  { of: 'kafka.KafkaConsumer', names: 'commit', kind: 'sdk', instead: onAsyncio('aiokafka') },
  {
    of: 'kafka.KafkaConsumer',
    names: 'poll',
    kind: 'sdk',
    instead: onAsyncio('aiokafka'),
    returnsAtOnce: 'without-timeout',
  },
  { of: 'kafka.KafkaProducer', names: 'flush', kind: 'sdk', instead: onAsyncio('aiokafka') },
  {
    of: 'confluent_kafka.Consumer',
    names: 'poll consume',
    kind: 'sdk',
    instead: onAsyncio('aiokafka'),
    returnsAtOnce: 'zero-argument',
  },
  {
    of: 'confluent_kafka.Consumer',
    names: 'commit',
    kind: 'sdk',
    instead: onAsyncio('aiokafka'),
    returnsAtOnce: 'unless-synchronous',
  },
  {
    of: 'confluent_kafka.Producer',
    names: 'flush',
    kind: 'sdk',
    instead: onAsyncio('aiokafka'),
    returnsAtOnce: 'zero-argument',
  },
  {
    of:
      'openai.resources.chat.completions.Completions openai.resources.completions.Completions ' +
      'openai.resources.responses.Responses openai.resources.embeddings.Embeddings',
    names: 'create',
    kind: 'sdk',
    instead: same('openai.AsyncOpenAI'),
  },
  {
    of: 'openai.resources.chat.completions.Completions openai.resources.responses.Responses',
    names: 'parse',
    kind: 'sdk',
    instead: same('openai.AsyncOpenAI'),
  },
  {
    of: 'openai.OpenAI openai.AzureOpenAI',
    names: '*.create *.parse *.retrieve *.list *.generate *.edit *.create_and_poll *.upload_and_poll',
    kind: 'sdk',
    instead: same('openai.AsyncOpenAI'),
  },
  {
    of: 'anthropic.resources.messages.Messages anthropic.Anthropic.messages',
    names: 'create parse count_tokens',
    kind: 'sdk',
    instead: same('anthropic.AsyncAnthropic'),
  },
  { of: 'anthropic.Anthropic.completions', names: 'create', kind: 'sdk', instead: same('anthropic.AsyncAnthropic') },
  {
    of: 'google.cloud.storage.Client',
    names: 'get_bucket create_bucket lookup_bucket',
    kind: 'sdk',
    instead: onAsyncio('gcloud.aio.storage.Storage'),
  },
  {
    of: 'google.cloud.storage.Blob',
    names:
      'upload_from_string upload_from_file upload_from_filename download_to_filename download_to_file download_as_bytes ' +
      'download_as_string download_as_text exists delete reload patch',
    kind: 'sdk',
    instead: onAsyncio('gcloud.aio.storage.Storage'),
  },
  {
    of: 'google.cloud.bigquery.Client',
    names: 'query query_and_wait insert_rows insert_rows_json get_table create_table delete_table',
    kind: 'sdk',
  },
  {
    of: 'azure.storage.blob.BlobClient',
    names: 'upload_blob download_blob delete_blob exists get_blob_properties',
    kind: 'sdk',
    instead: onAsyncio('azure.storage.blob.aio'),
  },
  {
    of: 'azure.storage.blob.ContainerClient',
    names: 'upload_blob download_blob delete_blob exists create_container delete_container get_container_properties',
    kind: 'sdk',
    instead: onAsyncio('azure.storage.blob.aio'),
  },
  {
    of: 'azure.storage.blob.BlobServiceClient',
    names: 'create_container delete_container',
    kind: 'sdk',
    instead: onAsyncio('azure.storage.blob.aio'),
  },
  {
    of: 'azure.identity.DefaultAzureCredential azure.identity.ClientSecretCredential azure.identity.ManagedIdentityCredential',
    names: 'get_token',
    kind: 'sdk',
    instead: onAsyncio('azure.identity.aio'),
  },
  {
    of: 'stripe',
    names: '*.create *.retrieve *.list *.modify *.delete *.cancel *.confirm *.capture *.search',
    except: 'util* webhook*',
    kind: 'sdk',
  },
  {
    of: 'docker',
    names: 'from_env',
    kind: 'sdk',
    instead: onAsyncio('aiodocker.Docker'),
  },
  {
    of: 'docker.DockerClient',
    names: 'ping info version df events containers.* images.* networks.* volumes.*',
    kind: 'sdk',
    instead: onAsyncio('aiodocker.Docker'),
  },
  {
    of: 'docker.APIClient',
    names: '*',
    except:
      'create_container_config create_host_config create_networking_config create_endpoint_config create_swarm_spec ' +
      'reload_config close get_adapter mount prepare_request base_url',
    kind: 'sdk',
    instead: onAsyncio('aiodocker.Docker'),
  },
  {
    of: 'exa_py.Exa',
    names: 'search* find_similar* get_contents answer',
    kind: 'sdk',
    instead: same('exa_py.AsyncExa'),
  },
  {
    of: 'tavily.TavilyClient',
    names: 'search extract crawl map qna_search get_search_context',
    kind: 'sdk',
    instead: same('tavily.AsyncTavilyClient'),
  },
  { of: 'twilio.rest.Client', names: '*.create *.fetch *.list *.update *.delete', kind: 'sdk' },
  {
    of: 'slack_sdk.WebClient',
    names: '*',
    except: 'chat_stream logger* validate_slack_signature',
    kind: 'sdk',
    instead: onAsyncio('slack_sdk.web.async_client.AsyncWebClient'),
  },
  {
    of: 'libopensonic.connection.Connection libopensonic.Connection',
    names: 'ping get* search* star unstar create* update* delete* scrobble stream download',
    kind: 'sdk',
    instead: onAsyncio('libopensonic.AsyncConnection'),
  },
  { of: 'huggingface_hub', names: 'hf_hub_download snapshot_download', kind: 'sdk' },
  {
    of: 'selenium.webdriver',
    names: 'Chrome Firefox Edge Remote Safari',
    kind: 'sdk',
    instead: onAsyncio('playwright.async_api'),
  },
  {
    of: 'selenium.webdriver.Chrome selenium.webdriver.Firefox selenium.webdriver.Edge selenium.webdriver.Remote',
    names: 'get refresh back find_element find_elements execute_script execute_async_script save_screenshot quit',
    kind: 'sdk',
    instead: onAsyncio('playwright.async_api'),
  },

  { of: 'psutil', names: 'cpu_percent cpu_times_percent', kind: 'system', returnsAtOnce: 'without-interval' },
  { of: 'psutil', names: 'process_iter', kind: 'system', rewrite: 'none', returnsAtOnce: 'not-iterated' },
  { of: 'psutil', names: 'pids net_connections disk_usage sensors_temperatures', kind: 'system' },
  { of: 'psutil', names: 'wait_procs', kind: 'process', returnsAtOnce: 'zero-argument' },
  { of: 'psutil.Process', names: 'cpu_percent', kind: 'system', returnsAtOnce: 'without-interval' },
  {
    of: 'psutil.Process',
    names:
      'children memory_info memory_full_info memory_maps open_files net_connections connections parents cmdline as_dict',
    kind: 'system',
  },
  { of: 'psutil.Process psutil.Popen', names: 'wait', kind: 'process', returnsAtOnce: 'zero-argument' },

  { of: 'bcrypt', names: 'hashpw checkpw kdf', kind: 'crypto' },
  { of: 'argon2.PasswordHasher', names: 'hash verify', kind: 'crypto' },
  { of: 'passlib.context.CryptContext', names: 'hash verify', kind: 'crypto' },
  { of: 'passlib.hash.*', names: 'hash verify', kind: 'crypto' },
  { of: 'werkzeug.security', names: 'generate_password_hash check_password_hash', kind: 'crypto' },

  { of: 'pandas', names: 'read_csv read_parquet read_excel read_json read_pickle', kind: 'file' },
  { of: 'pandas', names: 'read_sql', kind: 'database' },
  { of: 'cv2', names: 'imread imwrite', kind: 'file' },
];
