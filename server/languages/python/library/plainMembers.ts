/**
 * Methods and attributes of the built-in types that others are often joined with, as in `str | Path`, without those that
 * begin with an underscore. From Python's own `dir`.
 */

const ofBoth =
  'capitalize center count endswith expandtabs find index isalnum isalpha isascii isdigit islower isspace ' +
  'istitle isupper join ljust lower lstrip maketrans partition removeprefix removesuffix replace rfind rindex ' +
  'rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title translate upper zfill';
const ofText = 'casefold encode format format_map isdecimal isidentifier isnumeric isprintable';
const ofBytes = 'decode fromhex hex';
const ofIntegers =
  'as_integer_ratio bit_count bit_length conjugate denominator from_bytes imag is_integer numerator real to_bytes';
const ofFloats = 'as_integer_ratio conjugate fromhex hex imag is_integer real';

export const plainMembers: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['builtins.str', members(ofBoth, ofText)],
  ['builtins.bytes', members(ofBoth, ofBytes)],
  ['builtins.int', members(ofIntegers)],
  ['builtins.bool', members(ofIntegers)],
  ['builtins.float', members(ofFloats)],
]);

function members(...names: readonly string[]): ReadonlySet<string> {
  return new Set(names.join(' ').split(' '));
}
