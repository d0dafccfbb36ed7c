/** Whether others decide how large a value is: whoever calls, or what was waited for. */

import type { Document } from '../../server/analysis/document.ts';
import { literally } from '../../server/analysis/patterns.ts';
import { contains } from '../../server/analysis/text.ts';
import type { Facts, FunctionFact } from '../../server/facts/facts.ts';

/** `text` is the expression as written; it counts by the name that it begins with. */
export function isInput(document: Document, facts: Facts, owner: FunctionFact, text: string): boolean {
  if (/^\(*await\b/.test(text)) return true;
  const written = /^[A-Za-z_$][\w$]*/.exec(text)?.[0];
  const name = written === undefined ? undefined : literally(written);
  return name !== undefined && (isParameter(document, owner, name) || isAwaited(document, facts, owner, name));
}

function isParameter({ text, language }: Document, { range, nameRange, body }: FunctionFact, name: string): boolean {
  // Python's decorators, which may name anything, come before the name.
  const header = text.slice(language === 'python' ? nameRange.end : range.start, body.start);
  return new RegExp(`[({,*\\s]${name}\\s*[?:,=)}]|^${name}\\s*=>`).test(header);
}

/** `name = await …` in the function. */
function isAwaited({ text }: Document, { awaits }: Facts, { body }: FunctionFact, name: string): boolean {
  const before = new RegExp(`(?<![\\w$])${name}\\s*(?::[^=\\n]*)?=\\s*\\(?$`);
  return awaits.some(({ range }) => {
    if (!contains(body, range)) return false;
    const written = text.slice(body.start, range.start);
    const code = written.trimEnd();
    // Most are seen at once not to be put into a name.
    return (code.endsWith('=') || code.endsWith('(')) && before.test(written);
  });
}
