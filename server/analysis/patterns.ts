/** Regular expressions made of other text. */

/** Text that stands for itself in a regular expression: `\$store` for `$store`. */
export function literally(text: string): string {
  return text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
}
