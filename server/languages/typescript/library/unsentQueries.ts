/**
 * Classes and interfaces of queries and requests that are sent by whoever asks for their result, with `await` or `then`, and not
 * when they are made. As their documentation says, in the packages' newest versions of 2026-12.
 */

export interface UnsentQuery {
  readonly types: ReadonlySet<string>;
  /** Methods that send without anybody waiting, though they are declared to give the same type. */
  readonly senders: ReadonlySet<string>;
  /** Properties that give a new query each time that they are read. */
  readonly makers: ReadonlySet<string>;
  /** Whether a method that is given a callback sends as well, and tells the callback. */
  readonly takesCallback: boolean;
}

const byPackage: ReadonlyMap<string, UnsentQuery> = new Map(
  Object.entries({
    mongoose: unsent({ types: 'Query Aggregate', takesCallback: true }),
    knex: unsent({
      types: 'ChainableInterface QueryBuilder SchemaBuilder',
      senders: 'commit rollback release asCallback',
      makers: 'schema',
    }),
    objection: unsent({ types: 'QueryBuilder' }),
    'drizzle-orm': unsent({ types: 'QueryPromise' }),
    '@supabase/postgrest-js': unsent({ types: 'PostgrestBuilder' }),
    superagent: unsent({ types: 'Request SuperAgentRequest', senders: 'end pipe', takesCallback: true }),
    supertest: unsent({ types: 'Test', senders: 'end pipe', takesCallback: true }),
  }),
);

/** Of clients that are written into whatever folder the project wants. */
const prisma = unsent({ types: 'PrismaPromise' });

/** Names with blanks between them. */
interface Names {
  readonly types: string;
  readonly senders?: string;
  readonly makers?: string;
  readonly takesCallback?: boolean;
}

function unsent({ types, senders = '', makers = '', takesCallback = false }: Names): UnsentQuery {
  return { types: setOf(types), senders: setOf(senders), makers: setOf(makers), takesCallback };
}

function setOf(names: string): ReadonlySet<string> {
  return new Set(names === '' ? [] : names.split(' '));
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
