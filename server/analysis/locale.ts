/** User-facing text in the languages we write; technical terms stay English in all of them. */

export type Locale = 'en' | 'zh';

export type LocalizedText = Readonly<Record<Locale, string>>;

/** The locale for a BCP 47 tag such as an editor's display language (`zh-cn`, `en-GB`); English where we have no better. */
export function localeOf(tag: string | undefined): Locale {
  return tag?.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** The names between braces in a template: `'Nobody waits for {callee}.'` gives `'callee'`. */
export type PlaceholdersOf<T extends string> = T extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PlaceholdersOf<Rest>
  : never;

/** Replaces `{name}` by its value; a name without a value stays as written, which the catalogue test rejects. */
export function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
