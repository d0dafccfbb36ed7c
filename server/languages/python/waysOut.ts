/** How a block may be left. */

import type { Expression, If, MatchCase, Statement, Try } from './parser/nodes.ts';
import { isEndless } from './statements.ts';

/** `end` is its last statement; `raise` names its exception, `raise-again` is of what was caught; `exit` ends the process. */
export type WayOut = 'end' | 'return' | 'break' | 'continue' | 'raise' | 'raise-again' | 'exit';

export interface Circumstances {
  /** What a test comes to where that is known. */
  readonly decide: (test: Expression) => boolean | undefined;
  /** Whether a `raise` of this raises again what was caught. */
  readonly isCaught: (exception: Expression) => boolean;
  /** What a `raise` of nothing comes to. */
  readonly bareRaise: 'raise' | 'raise-again';
}

/** Where nothing was caught and no test is known. */
export const anyCircumstances: Circumstances = {
  decide: () => undefined,
  isCaught: () => false,
  bareRaise: 'raise-again',
};

type Ways = ReadonlySet<WayOut>;

const end: Ways = new Set(['end']);

/** What a call may raise is left out. */
export function waysOut(block: readonly Statement[], circumstances: Circumstances): Ways {
  const ways = new Set<WayOut>();
  for (const statement of block) {
    const own = waysOutOf(statement, circumstances);
    for (const way of own) if (way !== 'end') ways.add(way);
    if (!own.has('end')) return ways;
  }
  ways.add('end');
  return ways;
}

function waysOutOf(statement: Statement, circumstances: Circumstances): Ways {
  switch (statement.kind) {
    case 'Return':
      return new Set(['return']);
    case 'Break':
      return new Set(['break']);
    case 'Continue':
      return new Set(['continue']);
    case 'Raise':
      return new Set([wayOutByRaise(statement.exception, circumstances)]);
    case 'Expr':
      return waysOutOfCall(statement.value);
    case 'If':
      return waysOutOfIf(statement, circumstances);
    case 'While':
    case 'For':
      return waysOutOfLoop(statement, circumstances);
    case 'With':
      return waysOut(statement.body, circumstances);
    case 'Try':
      return waysOutOfTry(statement, circumstances);
    case 'Match': {
      const ways = statement.cases.flatMap(({ body }) => [...waysOut(body, circumstances)]);
      return new Set(statement.cases.some(takesAll) ? ways : ['end', ...ways]);
    }
    default:
      return end;
  }
}

function wayOutByRaise(exception: Expression | undefined, { bareRaise, isCaught }: Circumstances): WayOut {
  if (exception === undefined) return bareRaise;
  const type = typeRaised(exception);
  if (type.kind === 'Name' && (type.name === 'SystemExit' || type.name === 'KeyboardInterrupt')) return 'exit';
  return isCaught(exception) ? 'raise-again' : 'raise';
}

/** `raise Failed()` and `raise Failed` raise the same. */
export function typeRaised(exception: Expression): Expression {
  return exception.kind === 'Call' ? exception.callee : exception;
}

function waysOutOfCall(value: Expression): Ways {
  const callee = value.kind === 'Call' ? value.callee : undefined;
  if (callee?.kind === 'Name' && (callee.name === 'exit' || callee.name === 'quit')) return new Set(['exit']);
  if (callee?.kind !== 'Attribute' || callee.value.kind !== 'Name') return end;
  return exits.has(`${callee.value.name}.${callee.name}`) ? new Set(['exit']) : end;
}

const exits: ReadonlySet<string> = new Set(['sys.exit', 'os._exit', 'os.abort']);

function waysOutOfIf({ test, body, orelse }: If, circumstances: Circumstances): Ways {
  const outcome = circumstances.decide(test);
  return new Set([
    ...(outcome === false ? [] : waysOut(body, circumstances)),
    ...(outcome === true ? [] : waysOut(orelse, circumstances)),
  ]);
}

/** `case _:` and `case other:` */
function takesAll({ pattern, guard }: MatchCase): boolean {
  return guard === undefined && pattern.kind === 'MatchAs' && pattern.pattern === undefined;
}

function waysOutOfLoop(loop: Extract<Statement, { kind: 'While' | 'For' }>, circumstances: Circumstances): Ways {
  const ways = new Set(waysOut(loop.body, circumstances));
  const isLeftInside = ways.delete('break');
  ways.delete('continue');
  ways.delete('end');
  if (isLeftInside) ways.add('end');
  if (loop.kind === 'For' || !isEndless(loop)) for (const way of waysOut(loop.orelse, circumstances)) ways.add(way);
  return ways;
}

function waysOutOfTry({ body, handlers, orelse, finalbody }: Try, circumstances: Circumstances): Ways {
  const ways = new Set<WayOut>(waysOut(body, circumstances));
  // What is raised within may be caught by these handlers, or go on.
  if (ways.delete('end')) for (const way of waysOut(orelse, circumstances)) ways.add(way);
  // In a handler of its own, a bare `raise` raises what that has caught.
  const within: Circumstances = { ...circumstances, bareRaise: 'raise' };
  for (const handler of handlers) for (const way of waysOut(handler.body, within)) ways.add(way);
  const last = waysOut(finalbody, circumstances);
  if (!last.has('end')) return last;
  return new Set([...ways, ...[...last].filter((way) => way !== 'end')]);
}
