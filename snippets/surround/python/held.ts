/** Blocks that hold something of the whole module, such as a lock, while they run. */

import type { Edit } from '../../../server/analysis/text.ts';
import type { AsyncLibrary } from '../../../server/facts/facts.ts';
import {
  asyncLibraryOf,
  freeName,
  importedName,
  moduleVariable,
  supports,
} from '../../../server/languages/python/edits.ts';
import { wrapped } from '../block.ts';
import type { SurroundPlace } from '../surround.ts';

export interface Holder {
  /** What the variable is called. */
  readonly variable: string;
  /** What is made, in each library. */
  readonly classes: Readonly<Record<AsyncLibrary, string>>;
  readonly arguments: string;
}

/** `async with lock:` with the module's only lock, or else a new one. */
export function heldBlock(place: SurroundPlace, holder: Holder): readonly Edit[] | undefined {
  const { document, facts, selection } = place;
  if (!selection.waits || selection.exits.includes('yield')) return undefined;
  const library = asyncLibraryOf(facts);
  const made = importedName(document, facts, library, holder.classes[library]);
  if (made === undefined) return undefined;
  const known = moduleVariables(document.text, made.reference);
  if (known.length === 1) return wrapped(place, [`async with ${known[0]}:`], []);
  // Before 3.10 what is made at import belongs to another event loop than the one `asyncio.run` starts.
  if (library === 'asyncio' && !supports(facts, 10, true)) return undefined;
  const name = freeName(document, holder.variable);
  const variable = moduleVariable(document, facts, name, ` = ${made.reference}(${holder.arguments})`);
  return [...made.edits, variable, ...wrapped(place, [`async with ${name}:`], [])];
}

/** Variables of the module that are made by a call of `reference`. */
function moduleVariables(text: string, reference: string): readonly string[] {
  const made = new RegExp(`^(\\w+)(?:[ \\t]*:[^=\\n]*)?[ \\t]*=[ \\t]*${reference.replaceAll('.', '\\.')}\\(`, 'gm');
  return [...text.matchAll(made)].map(([, name = '']) => name);
}
