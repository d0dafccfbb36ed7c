/** Paths through one function on which a promise is settled although it has been already. */

import {
  isBlock,
  isBreakStatement,
  isExpressionStatement,
  isIfStatement,
  isReturnStatement,
  isSwitchStatement,
  isTryStatement,
  type Node,
  SyntaxKind,
  type TryStatement,
} from 'typescript/unstable/ast';
import { isLoop, unwrapped } from './nodes.ts';

/** A call that settles, with its statement. */
export interface Settlement {
  readonly call: Node;
  readonly statement: Node;
}

export interface SecondSettlement {
  readonly second: Settlement;
  readonly first: Settlement;
}

/** What has been settled when a statement is reached. */
interface State {
  /** On every path to here. */
  readonly always?: Settlement;
  /** On some path to here that goes on. */
  readonly sometimes?: Settlement;
  /** Whether no path goes on. */
  readonly isOver: boolean;
}

/** Deeper nesting than this is left alone. */
const deepest = 60;

/**
 * Only what surely happens on one path counts: where the second call hangs on a condition, the first must not, for the
 * two conditions may exclude each other.
 */
export function secondSettlements(body: Node, isSettling: (call: Node) => boolean): readonly SecondSettlement[] {
  const found: SecondSettlement[] = [];
  statements(isBlock(body) ? body.statements : [], { isOver: false }, 0);
  return found;

  function statements(list: readonly Node[], before: State, depth: number): State {
    let state = before;
    for (const statement of list) {
      if (state.isOver || depth > deepest) break;
      state = step(statement, state, depth);
    }
    return state;
  }

  function step(node: Node, state: State, depth: number): State {
    const settlement = settlementOf(node, isSettling);
    if (settlement !== undefined) {
      const first = state.always ?? state.sometimes;
      if (first !== undefined) found.push({ second: settlement, first });
      return { always: settlement, isOver: isReturnStatement(node) };
    }
    if (isExit(node)) return { ...state, isOver: true };
    if (isBlock(node)) return statements(node.statements, state, depth + 1);
    if (isIfStatement(node)) return branches([node.thenStatement, node.elseStatement], state, depth);
    if (isTryStatement(node)) return tried(node, state, depth);
    if (isSwitchStatement(node)) {
      const { clauses } = node.caseBlock;
      const ends = clauses.map((clause) => statements(untilBreak(clause.statements), certain(state), depth + 1));
      return merged(ends, state);
    }
    if (isLoop(node)) {
      const after = step(node.statement, certain(state), depth + 1);
      return merged([after], state);
    }
    return state;
  }

  function branches(list: readonly (Node | undefined)[], state: State, depth: number): State {
    const ends = list.map((branch) => (branch === undefined ? state : step(branch, certain(state), depth + 1)));
    const open = ends.filter(({ isOver }) => !isOver);
    if (open.length === 0) return { isOver: true };
    const everywhere = open.every(({ always }) => always !== undefined) ? open[0]?.always : undefined;
    if (everywhere !== undefined) return { always: everywhere, isOver: false };
    return merged(open, state);
  }

  function tried({ tryBlock, catchClause, finallyBlock }: TryStatement, state: State, depth: number): State {
    const ends = [step(tryBlock, state, depth + 1)];
    if (catchClause !== undefined) ends.push(step(catchClause.block, certain(state), depth + 1));
    const open = ends.filter(({ isOver }) => !isOver);
    const everywhere =
      open.length > 0 && open.every(({ always }) => always !== undefined) ? open[0]?.always : undefined;
    const after: State =
      open.length === 0
        ? { isOver: true }
        : everywhere === undefined
          ? merged(open, state)
          : { always: everywhere, isOver: false };
    if (finallyBlock === undefined) return after;
    const cleaned = step(finallyBlock, { ...after, isOver: false }, depth + 1);
    return { ...cleaned, isOver: cleaned.isOver || after.isOver };
  }
}

/** What a branch may build on: its condition may exclude what was settled on another one. */
function certain({ always }: State): State {
  return always === undefined ? { isOver: false } : { always, isOver: false };
}

function merged(ends: readonly State[], before: State): State {
  const sometimes =
    before.sometimes ?? ends.find((end) => !end.isOver && (end.always ?? end.sometimes) !== undefined)?.always;
  const inner = ends.find((end) => !end.isOver && end.sometimes !== undefined)?.sometimes;
  const settled = sometimes ?? inner;
  return {
    ...(before.always === undefined ? {} : { always: before.always }),
    ...(settled === undefined ? {} : { sometimes: settled }),
    isOver: false,
  };
}

/** `resolve(value);` and `return resolve(value);` */
export function settlementOf(statement: Node, isSettling: (call: Node) => boolean): Settlement | undefined {
  const isPlain = isExpressionStatement(statement) || isReturnStatement(statement);
  if (!isPlain || statement.expression === undefined) return undefined;
  const call = unwrapped(statement.expression);
  return isSettling(call) ? { call, statement } : undefined;
}

/** What a `switch` does in one case, without the `break` at its end, behind which all goes on. */
function untilBreak(clause: readonly Node[]): readonly Node[] {
  const last = clause.at(-1);
  if (last === undefined) return clause;
  const before = clause.slice(0, -1);
  if (isBreakStatement(last)) return before;
  return isBlock(last) ? [...before, ...untilBreak(last.statements)] : clause;
}

function isExit(node: Node): boolean {
  return exits.has(node.kind) || /^(?:return )?process\.(?:exit|abort)\(/.test(node.getText().slice(0, 40));
}

const exits: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.ReturnStatement,
  SyntaxKind.ThrowStatement,
  SyntaxKind.BreakStatement,
  SyntaxKind.ContinueStatement,
]);
