/** The languages we have something to say about, as VS Code names them. */

export const languages: readonly string[] = [
  'typescript',
  'typescriptreact',
  'javascript',
  'javascriptreact',
  'python',
];

/** Files on disk and new ones without a name; the server reads the file system itself, so nothing virtual. */
export const documentSelector: { readonly scheme: string; readonly language: string }[] = languages.flatMap(
  (language) => [
    { scheme: 'file', language },
    { scheme: 'untitled', language },
  ],
);

/** Cells of notebooks. */
export const cellSelector: { readonly notebook: { readonly scheme: string }; readonly language: string }[] = [
  'file',
  'untitled',
].map((scheme) => ({ notebook: { scheme }, language: 'python' }));

/** Where configuration may stand: mistakes are shown and changes count while it is edited. */
export const configurationSelector: { readonly scheme: string; readonly pattern: string }[] = [
  'async-pitfalls.{json,jsonc}',
  'package.json',
  'pyproject.toml',
].map((name) => ({ scheme: 'file', pattern: `**/${name}` }));
