/** Makes code that awaits out of a snippet for a place that cannot: a function to await in, and what starts it. */

import type { Document } from '../server/analysis/document.ts';
import type { Facts, FunctionFact } from '../server/facts/facts.ts';
import { asyncLibraryOf, freeName as freeInPython } from '../server/languages/python/edits.ts';
import { freeName as freeInTypeScript, isTyped } from '../server/languages/typescript/edits.ts';
import type { StatementPlace } from './places.ts';
import type { SnippetForm } from './snippet.ts';
import { nestedLines } from './style.ts';

/** Whether work may be started here: by the module, or by a plain function that runs when it is called. */
export function mayStartWork(facts: Facts, { around }: StatementPlace): boolean {
  const [owner] = around;
  if (around.some(({ isAsync }) => isAsync) || owner.isGenerator || owner.isMemoised === true) return false;
  if (owner.kind === 'accessor' || owner.kind === 'constructor') return false;
  return owner.kind === 'module' || !isCalledFromAsync(facts, owner);
}

/** Whoever calls it there has a loop running already. */
function isCalledFromAsync({ calls, functions }: Facts, owner: FunctionFact): boolean {
  return calls.some((call) => call.target?.offset === owner.nameRange.start && functions[call.function]?.isAsync);
}

/** The form as code that starts its own work. */
export function withEntryPoint(
  document: Document,
  facts: Facts,
  place: StatementPlace,
  form: SnippetForm,
): SnippetForm {
  const stop =
    1 + Math.max(0, ...[...form.body.join('\n').matchAll(/\$\{?(\d+)/g)].map(([, digits]) => Number(digits)));
  const inner = nestedLines(withoutLastLine(form.body)).map((line) => (line === '' ? '' : `\t${line}`));
  if (document.language === 'python') return inPython(document, facts, place, { form, inner, stop });
  return { ...form, body: inTypeScript(document, place, inner, stop) };
}

/** A final stop on a line of its own moves to the end of the line before: the function ends there. */
function withoutLastLine(body: readonly string[]): readonly string[] {
  if (body.at(-1) !== '$0') return body;
  return body.slice(0, -1).map((line, index, kept) => (index === kept.length - 1 ? `${line}$0` : line));
}

function inPython(
  document: Document,
  facts: Facts,
  { around, indentation }: StatementPlace,
  { form, inner, stop }: { readonly form: SnippetForm; readonly inner: readonly string[]; readonly stop: number },
): SnippetForm {
  const library = form.needs?.asyncLibrary ?? asyncLibraryOf(facts);
  const name = `\${${stop}:${freeInPython(document, 'main')}}`;
  // asyncio takes the coroutine, the others the function.
  const start = `${library}.run(${name}${library === 'asyncio' ? '()' : ''})`;
  const isModule = around[0].kind === 'module' && indentation === '';
  return {
    ...form,
    imports: [...(form.imports ?? []).filter(({ module }) => module !== library), { module: library }],
    body: [
      `async def ${name}() -> None:`,
      ...inner,
      ...(isModule ? ['', '', 'if __name__ == "__main__":', `\t${start}`] : ['', start]),
    ],
  };
}

function inTypeScript(
  document: Document,
  { around }: StatementPlace,
  inner: readonly string[],
  stop: number,
): readonly string[] {
  const typed = isTyped(document);
  const report = [`.catch((error${typed ? ': unknown' : ''}) => {`, '\tconsole.error(error);', '});'];
  const [handler = '', ...rest] = report;
  if (around[0].kind !== 'module') return ['void (async () => {', ...inner, `})()${handler}`, ...rest];
  const name = `\${${stop}:${freeInTypeScript(document, 'main')}}`;
  return [
    `async function ${name}()${typed ? ': Promise<void>' : ''} {`,
    ...inner,
    '}',
    '',
    `${name}()${handler}`,
    ...rest,
  ];
}
