/** Calls of Python whose cost depends on their input. What is slow with any input is `blocking-call`. */

export type Work = 'hashing' | 'parsing' | 'compression' | 'media';

const groups: readonly (readonly [work: Work, owner: string, names: string])[] = [
  ['hashing', 'hashlib', 'md5 sha1 sha224 sha256 sha384 sha512 blake2b blake2s sha3_256 sha3_512 file_digest'],
  ['parsing', 'json', 'loads dumps'],
  ['parsing', 'pickle', 'loads dumps'],
  ['parsing', 'yaml', 'load safe_load load_all safe_load_all dump safe_dump'],
  ['parsing', 'csv', 'reader DictReader'],
  ['parsing', 'xml.etree.ElementTree', 'fromstring parse tostring'],
  ['parsing', 'lxml.etree', 'fromstring parse tostring'],
  ['parsing', 'bs4', 'BeautifulSoup'],
  ['compression', 'zlib', 'compress decompress'],
  ['compression', 'gzip', 'compress decompress'],
  ['compression', 'bz2', 'compress decompress'],
  ['compression', 'lzma', 'compress decompress'],
  ['media', 'PIL.Image.Image', 'save resize convert thumbnail rotate filter'],
  ['media', 'cv2', 'resize cvtColor GaussianBlur imencode imdecode'],
  ['media', 'numpy.linalg', 'inv svd eig solve det pinv qr'],
];

/** The kind of work by the full name of the callee. */
export const costlyCalls: ReadonlyMap<string, Work> = new Map(
  groups.flatMap(([work, owner, names]) => names.split(' ').map((name) => [`${owner}.${name}`, work] as const)),
);

/** Functions of `re` that take a pattern and a text. */
export const matchers: ReadonlySet<string> = new Set(
  'match search fullmatch findall finditer sub subn split'.split(' ').map((name) => `re.${name}`),
);

/** Last names of the callees above. */
export const pythonNames: readonly string[] = [
  ...new Set([...costlyCalls.keys(), ...matchers].map((name) => name.slice(name.lastIndexOf('.') + 1))),
];
