/**
 * Classes and interfaces of queries and requests that are sent by whoever asks for their result, with `await` or `then`, and not
 * when they are made. As their documentation says, in the packages' newest versions of 2026-12.
 */

export interface UnsentQuery {
  readonly types: ReadonlySet<string>;
  /** Methods that send without anybody waiting, though they are declared to give the same type. */
  readonly senders: ReadonlySet<string>;
}

const byPackage: ReadonlyMap<string, UnsentQuery> = new Map(
  Object.entries({
    mongoose: unsent('Query Aggregate'),
    knex: unsent('ChainableInterface QueryBuilder SchemaBuilder', 'commit rollback release asCallback'),
    objection: unsent('QueryBuilder'),
    'drizzle-orm': unsent('QueryPromise'),
    '@supabase/postgrest-js': unsent('PostgrestBuilder'),
    superagent: unsent('Request SuperAgentRequest', 'end pipe'),
    supertest: unsent('Test', 'end pipe'),
  }),
);

/** Of clients that are written into whatever folder the project wants. */
const prisma = unsent('PrismaPromise');

function unsent(types: string, senders = ''): UnsentQuery {
  return { types: new Set(types.split(' ')), senders: new Set(senders.split(' ')) };
}

/** Without a look at what declares the type, which may cost a file. */
export function mayBeUnsentQuery(name: string): boolean {
  return prisma.types.has(name) || [...byPackage.values()].some(({ types }) => types.has(name));
}

/** By the full name of a type (`declaredNames.ts`). */
export function unsentQuery(fullName: string): UnsentQuery | undefined {
  const name = fullName.slice(fullName.lastIndexOf('.') + 1);
  if (prisma.types.has(name)) return prisma;
  const found = [...byPackage].find(([inPackage]) => fullName.startsWith(`${inPackage}.`))?.[1];
  return found?.types.has(name) === true ? found : undefined;
}
