/** Makes the names that a snippet relies on known in a file, under the names the file already has for them. */

import type { Document } from '../server/analysis/document.ts';
import type { Edit } from '../server/analysis/text.ts';
import type { Facts } from '../server/facts/facts.ts';
import { importedName as importedInPython } from '../server/languages/python/edits.ts';
import { importedName as importedInTypeScript } from '../server/languages/typescript/edits.ts';
import type { SnippetImport } from './snippet.ts';

export interface ImportedBody {
  readonly body: string;
  readonly edits: readonly Edit[];
}

/** The body with the file's own names and the edits that add imports; `undefined` where a name means something else. */
export function withImports(
  document: Document,
  facts: Facts,
  body: string,
  imports: readonly SnippetImport[],
): ImportedBody | undefined {
  const edits: Edit[] = [];
  let result = body;
  for (const wanted of imports) {
    const name =
      document.language === 'python' ? pythonName(document, facts, wanted) : typescriptName(document, facts, wanted);
    if (name === undefined) return undefined;
    edits.push(...name.edits);
    const local = wanted.local ?? wanted.name ?? wanted.module;
    result = result.replace(new RegExp(`(?<![\\w.])${local}\\b`, 'g'), name.reference);
  }
  return { body: result, edits };
}

function typescriptName(document: Document, facts: Facts, { module, name = '*', local, isType }: SnippetImport) {
  return importedInTypeScript(document, facts, module, name, local, isType);
}

function pythonName(document: Document, facts: Facts, { module, name }: SnippetImport) {
  if (name !== undefined) return importedInPython(document, facts, module, name);
  // Any member tells what the file calls the module.
  const member = '_';
  const found = importedInPython(document, facts, module, member);
  return found && { ...found, reference: found.reference.slice(0, -`.${member}`.length) };
}
