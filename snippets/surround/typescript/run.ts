/** Statements handed to a function that decides when they run, such as a mutex or a limiter. */

import type { Document } from '../../../server/analysis/document.ts';
import { type Edit, insertion } from '../../../server/analysis/text.ts';
import type { Facts } from '../../../server/facts/facts.ts';
import { freeName, importedName, isTyped, moduleStatement } from '../../../server/languages/typescript/edits.ts';
import { inStyle } from '../../style.ts';
import { wrapped } from '../block.ts';
import type { SurroundPlace } from '../surround.ts';

/** What runs the work that it is given: `mutex.runExclusive`. */
export interface Runner {
  readonly reference: string;
  readonly edits: readonly Edit[];
}

/** `user = await run(() => load())`, or a whole block with the constants that are used behind it as its result. */
export function runThrough(place: SurroundPlace, runner: Runner): readonly Edit[] | undefined {
  const { facts, selection } = place;
  if (!selection.waits || selection.exits.length > 0 || selection.sharesVariables) return undefined;
  const [only, ...others] = selection.statements;
  if (only?.awaited !== undefined && others.length === 0) {
    const { operand } = only.awaited;
    const isCall = facts.calls.some(({ range }) => range.start === operand.start && range.end === operand.end);
    if (!isCall) return undefined;
    return [...runner.edits, insertion(operand.start, `${runner.reference}(() => `), insertion(operand.end, ')')];
  }
  if (selection.outliving.some(({ kind }) => kind !== 'constant')) return undefined;
  const names = selection.outliving.map(({ name }) => name);
  const results = names.length > 1 ? `{ ${names.join(', ')} }` : (names[0] ?? '');
  return [
    ...runner.edits,
    ...wrapped(
      place,
      [`${results === '' ? '' : `const ${results} = `}await ${runner.reference}(async () => {`],
      [...(results === '' ? [] : [`\treturn ${results};`]), '});'],
    ),
  ];
}

/** Something of the whole module that an imported function or class makes: `const limit = pLimit(10);`. */
export function madeRunner(
  { document, facts }: SurroundPlace,
  imported: { readonly module: string; readonly name: string; readonly local: string },
  made: {
    readonly variable: string;
    readonly keyword: '' | 'new ';
    readonly arguments: string;
    readonly method: string;
  },
): Runner {
  const { reference, edits } = importedName(document, facts, imported.module, imported.name, imported.local);
  const call = `${made.keyword}${reference}(`;
  const known = new RegExp(`^const (\\w+) = ${call.replace('(', '\\(')}`, 'm').exec(document.text)?.[1];
  if (known !== undefined) return { reference: `${known}${made.method}`, edits };
  const name = freeName(document, made.variable);
  const statement = `const ${name} = ${call}${made.arguments});`;
  return { reference: `${name}${made.method}`, edits: [...edits, moduleLines(document, facts, [statement])] };
}

/** A function of the module's own, written where it is not there yet. */
export function ownRunner(
  { document, facts }: SurroundPlace,
  name: string,
  bodies: { readonly typed: readonly string[]; readonly untyped: readonly string[] },
): Runner | undefined {
  if (new RegExp(`^(?:export )?(?:async )?function ${name}\\b`, 'm').test(document.text))
    return { reference: name, edits: [] };
  const lines = isTyped(document) ? bodies.typed : bodies.untyped;
  const declared = lines.flatMap((line) => /^(?:const|let|(?:async )?function) (\w+)/.exec(line)?.[1] ?? []);
  if (declared.some((each) => freeName(document, each) !== each)) return undefined;
  return { reference: name, edits: [moduleLines(document, facts, lines)] };
}

function moduleLines(document: Document, facts: Facts, lines: readonly string[]): Edit {
  return moduleStatement(document, facts, inStyle(lines, document.language, facts.file.style, false));
}
