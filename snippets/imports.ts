/** Makes the names that a snippet relies on known in a file, under the names the file already has for them. */

import type { Document } from '../server/analysis/document.ts';
import type { Edit } from '../server/analysis/text.ts';
import type { Facts } from '../server/facts/facts.ts';
import { importedMembers, importedModule, importedName } from '../server/languages/python/edits.ts';
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
  let result: ImportedBody = { body, edits: [] };
  for (const wanted of imports) {
    const next =
      document.language === 'python'
        ? withPythonImport(document, facts, result.body, wanted)
        : withTypeScriptImport(document, facts, result.body, wanted);
    if (next === undefined) return undefined;
    result = { body: next.body, edits: [...result.edits, ...next.edits] };
  }
  return result;
}

function withTypeScriptImport(
  document: Document,
  facts: Facts,
  body: string,
  { module, name = '*', local, isType }: SnippetImport,
): ImportedBody {
  const { reference, edits } = importedInTypeScript(document, facts, module, name, local, isType);
  return { body: renamed(body, local ?? name, reference), edits };
}

function withPythonImport(
  document: Document,
  facts: Facts,
  body: string,
  { module, name }: SnippetImport,
): ImportedBody | undefined {
  if (name !== undefined) {
    const known = importedName(document, facts, module, name);
    if (known?.edits.length === 0) return { body: renamed(body, name, known.reference), edits: [] };
    const members = importedMembers(document, facts, module, [name]);
    return members && { body, edits: members.edits };
  }
  const whole = importedModule(document, facts, module);
  if (whole !== undefined && whole.edits.length === 0)
    return { body: renamed(body, module, whole.reference), edits: [] };
  return (
    withNamesOf(document, facts, body, module) ?? (whole && { ...whole, body: renamed(body, module, whole.reference) })
  );
}

/** In a file that imports names of the module, the names that the body uses are imported, too. */
function withNamesOf(document: Document, facts: Facts, body: string, module: string): ImportedBody | undefined {
  if (!facts.imports.some((fact) => fact.isTopLevel && fact.form === 'from-import' && fact.module === module))
    return undefined;
  const uses = new RegExp(`(?<![\\w.])${module.replaceAll('.', '\\.')}\\.(\\w+)`, 'g');
  const members = importedMembers(document, facts, module, [
    ...new Set([...body.matchAll(uses)].map(([, name = '']) => name)),
  ]);
  return (
    members && {
      body: body.replace(uses, (_, name: string) => members.references.get(name) ?? name),
      edits: members.edits,
    }
  );
}

function renamed(body: string, from: string, to: string): string {
  if (from === to) return body;
  return body.replace(new RegExp(`(?<![\\w.])${from.replaceAll('.', '\\.')}\\b`, 'g'), () => to);
}
