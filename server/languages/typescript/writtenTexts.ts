/** What the texts of files say without a tree: read once, and again when the file changes. */

/** The text of a file as the compiler reads it. */
export type ReadText = (file: string) => string | undefined;

/** Longer texts are not written by people. */
const longest = 500_000;

// Both start at the keyword and look back from there, which costs a tenth of trying every name.
/** `async name(`, `async function name(`, `name = async` and `name: async`. */
const asyncName =
  /\basync\b(?<=(?:([\w$]+)\s*[:=]\s*)?async)(?:\s+(?:function\b\s*\*?\s*)?(?!function\b)([\w$]+)\s*\()?/g;
/** `name = await save(` and `name = await store.save(`. */
const awaitedResult = /\bawait\b(?<=([\w$]+)\s*=\s*await)\s+(?:[\w$]+\??\.)*([\w$]+)\s*\(/g;
/** `.name =` */
const writtenMember = /\.\s*([\w$]+)\s*=(?![=>])/g;

/** `class A extends B implements C {` */
const heritage = /\b(?:extends|implements)\b([^{;]{1,300})\{/g;
/** `const log: Api<Log> = {` */
const declaredObject = /:\s*([\w$][\w$.<>, ]{0,80}?)\s*=\s*\{/g;

/** `const requestsOf = (http): Api => ({` and `function requestsOf(http): Api { return {` */
const returnedObject = /\)\s*:\s*([\w$][\w$.<>, ]{0,80}?)\s*(?:=>\s*\(|\{\s*return\b)\s*\{/g;

/** What a text is searched for. */
export type Mention = 'asyncFunction' | 'awaitedResult' | 'writtenMember' | 'implementation';

interface KnownText {
  /** Names that the text holds, each behind what it is. */
  readonly mentions: readonly string[];
  /** Whether the text matches a pattern, by the pattern. */
  readonly matches: Map<string, boolean>;
}

export class WrittenTexts {
  readonly #readText: ReadText;
  /** `undefined` for files that cannot be read or are too long. */
  readonly #known = new Map<string, KnownText | undefined>();
  /** The files that hold each name. */
  readonly #holders = new Map<string, Set<string>>();
  /** Files to be read again before anybody is told who holds a name. */
  readonly #changed = new Set<string>();

  constructor(readText: ReadText) {
    this.#readText = readText;
  }

  /** A file has another text. */
  changed(file: string): void {
    for (const mention of this.#known.get(file)?.mentions ?? []) this.#holders.get(mention)?.delete(file);
    if (this.#known.delete(file)) this.#changed.add(file);
  }

  forget(): void {
    this.#known.clear();
    this.#changed.clear();
    this.#holders.clear();
  }

  /** Reads what is not known yet; whoever asks about files has them read before. */
  read(files: Iterable<string>): void {
    for (const file of files) this.#knownOf(file);
  }

  /** The files that hold a name, among all that were read. */
  holders(mention: Mention, name: string): ReadonlySet<string> {
    this.read(this.#changed);
    this.#changed.clear();
    return this.#holders.get(keyOf(mention, name)) ?? none;
  }

  matches(file: string, pattern: RegExp): boolean {
    const known = this.#knownOf(file);
    if (known === undefined) return false;
    const answer = known.matches.get(pattern.source) ?? pattern.test(this.#readText(file) ?? '');
    known.matches.set(pattern.source, answer);
    return answer;
  }

  /** How often a text matches a global pattern. */
  count(file: string, pattern: RegExp): number {
    return this.#knownOf(file) === undefined ? 0 : [...(this.#readText(file) ?? '').matchAll(pattern)].length;
  }

  #knownOf(file: string): KnownText | undefined {
    if (!this.#known.has(file)) this.#known.set(file, this.#find(file));
    return this.#known.get(file);
  }

  #find(file: string): KnownText | undefined {
    const text = this.#readText(file);
    if (text === undefined || text.length >= longest) return undefined;
    const mentions = [...mentionsIn(text)];
    for (const mention of mentions) {
      const holders = this.#holders.get(mention);
      if (holders === undefined) this.#holders.set(mention, new Set([file]));
      else holders.add(file);
    }
    return { mentions, matches: new Map() };
  }
}

const none: ReadonlySet<string> = new Set();

function mentionsIn(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [, ...names] of text.matchAll(asyncName))
    for (const name of names) if (name !== undefined) found.add(keyOf('asyncFunction', name));
  for (const [, given, called] of text.matchAll(awaitedResult)) found.add(keyOf('awaitedResult', `${given} ${called}`));
  for (const [, name = ''] of text.matchAll(writtenMember)) found.add(keyOf('writtenMember', name));
  for (const pattern of [heritage, declaredObject, returnedObject])
    for (const [, types = ''] of text.matchAll(pattern))
      for (const [type] of types.matchAll(/[\w$]+/g)) found.add(keyOf('implementation', type));
  return found;
}

function keyOf(mention: Mention, name: string): string {
  return `${mention} ${name}`;
}
