/** Texts of snippets for people, and for editors that know no placeholders. */

/** The body with its placeholders filled in: by their defaults, or by the first of their choices. */
export function plainText(body: string): string {
  const values = new Map<string, string>();
  for (const [, stop = '', value, choices] of body.matchAll(placeholder))
    if (!values.has(stop)) values.set(stop, unescaped(value ?? firstOf(choices ?? '')));
  return body
    .replace(placeholder, (_, stop: string) => values.get(stop) ?? '')
    .replace(/\$\{?(\d+)\}?/g, (_, stop: string) => values.get(stop) ?? '')
    .replaceAll('\\$', '$')
    .trimEnd();
}

/** `${1:value}` and `${1|choice,other|}`, with backslashes before what would end them. */
const placeholder = /\$\{(\d+)(?::((?:\\.|[^{}\\])*)|\|((?:\\.|[^|\\])*)\|)\}/g;

function firstOf(choices: string): string {
  return /^(?:\\.|[^,\\])*/.exec(choices)?.[0] ?? '';
}

function unescaped(text: string): string {
  return text.replace(/\\([$}\\,|])/g, '$1');
}

/** At most so many columns, of which a Chinese character takes two; cut between words where there are any. */
export function shortened(title: string, columns: number): string {
  let width = 0;
  for (let index = 0; index < title.length; index++) {
    width += /[\u2e80-\uffef]/.test(title[index] ?? '') ? 2 : 1;
    if (width > columns) return `${title.slice(0, index).replace(/[\s,]*\w*$/, '')}…`;
  }
  return title;
}
