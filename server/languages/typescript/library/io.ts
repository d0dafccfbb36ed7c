/** Names of asynchronous calls that use up connections, open files or processes while they wait, and of what holds work back. */

/** Everything awaitable in these modules talks to somebody. Redis' clients are left out: all they send goes over one connection. */
const modules: ReadonlySet<string> = new Set(
  (
    'node:dns/promises axios got ky undici node-fetch cross-fetch ' +
    'isomorphic-fetch needle superagent request-promise request-promise-native phin wretch ofetch execa pg mysql2 mysql ' +
    'mongodb mongoose @prisma/client .prisma typeorm sequelize knex kysely drizzle-orm ' +
    '@mikro-orm/core mssql oracledb cassandra-driver @elastic/elasticsearch @opensearch-project/opensearch amqplib ' +
    'kafkajs nats nodemailer openai @anthropic-ai/sdk @octokit/rest @octokit/core stripe twilio @sendgrid/mail ' +
    '@slack/web-api googleapis firebase-admin @google-cloud/storage @google-cloud/firestore @supabase/supabase-js ' +
    '@supabase/postgrest-js minio ssh2-sftp-client basic-ftp puppeteer puppeteer-core playwright playwright-core ' +
    '@azure/storage-blob @azure/cosmos'
  ).split(' '),
);

/** What keeps a file open while it waits. The rest of `fs` goes through a small pool of threads and holds nothing. */
const fileFunctions =
  'appendFile copyFile cp open openAsBlob opendir readFile writeFile copy outputFile outputJson readJson writeJson';

const functions: ReadonlySet<string> = new Set([
  ...fileFunctions.split(' ').flatMap((name) => [`node:fs/promises.${name}`, `fs-extra.${name}`]),
  'global.fetch',
  'node:http.get',
  'node:http.request',
  'node:https.get',
  'node:https.request',
  ...'exec execFile spawn fork'.split(' ').map((name) => `node:child_process.${name}`),
  ...'lookup resolve resolve4 resolve6 resolveMx resolveTxt reverse'.split(' ').map((name) => `node:dns.${name}`),
]);

/** Whether the call of this full name uses up something outside while it waits, if its result is awaitable at all. */
export function isIo(symbol: string): boolean {
  const inner = /^node:util\.promisify\((.*)\)$/.exec(symbol)?.[1];
  if (inner !== undefined) return functions.has(inner);
  return functions.has(symbol) || modules.has(moduleOf(symbol)) || symbol.startsWith('@aws-sdk/');
}

/** Whether what has this full name is known to use up nothing outside, as `JSON.parse` and `fs.stat`. */
export function isQuiet(symbol: string): boolean {
  return !isIo(symbol) && (symbol.startsWith('global.') || symbol.startsWith('node:'));
}

const limiterModules: ReadonlySet<string> = new Set(
  (
    'p-limit p-queue p-throttle p-map bottleneck async-sema async-mutex async-lock semaphore-promise limiter ' +
    'promise-limit promise-queue fastq @rushstack/node-core-library'
  ).split(' '),
);

/** Whether a full name belongs to a package that limits how much runs at once. */
export function isLimiter(symbol: string): boolean {
  return limiterModules.has(moduleOf(symbol));
}

/** Names that say what they are for, whatever library they come from. */
export function isLimiterName(name: string): boolean {
  return /limit|throttl|semaphore|mutex|queue|^(?:acquire|schedule|runExclusive)$/i.test(name);
}

/** `pg` of `pg.Client.query`, `@scope/name` of `@scope/name.Class.method`, `node:fs/promises` of its functions. */
function moduleOf(symbol: string): string {
  const start = symbol.startsWith('.') ? 1 : 0;
  const scope = symbol.startsWith('@') ? symbol.indexOf('/') : start;
  const dot = symbol.indexOf('.', scope < 0 ? start : scope);
  return dot < 0 ? symbol : symbol.slice(0, dot);
}
