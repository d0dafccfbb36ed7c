/** Promises in places where a plain value is wanted. */

import {
  isAwaitExpression,
  isCallExpression,
  isBinaryExpression,
  isConditionalExpression,
  isElementAccessExpression,
  isIdentifier,
  isIfStatement,
  isParameterDeclaration,
  isPropertyAccessExpression,
  isPropertyDeclaration,
  isPropertySignatureDeclaration,
  isShorthandPropertyAssignment,
  isSourceFile,
  isVariableDeclaration,
  type Node,
  type SourceFile,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { isIntersectionType, isStringLiteralType, isUnionType, TypeFlags } from 'typescript/unstable/sync';
import type { FunctionId, MisuseFact } from '../../facts/facts.ts';
import { promiseMembers } from '../../facts/promiseMembers.ts';
import type { FileInput } from './collectFacts.ts';
import type { FileSyntax } from './collectSyntax.ts';
import type { FactFamily } from './families.ts';
import { foundOnce } from './foundOnce.ts';
import { isCheckedByCompiler } from './fileFacts.ts';
import { isAsync, isNothing, labelOf, rangeOfNode, textOf, textOfName, unwrapped, unwrappedParent } from './nodes.ts';
import { unawaited } from './untypedCalls.ts';
import { kindsOfPlainUses, type PlainUse, plainUsesIn } from './plainUses.ts';
import type { OpenProject } from './openProject.ts';

const declarations: readonly SyntaxKind[] = [
  SyntaxKind.VariableDeclaration,
  SyntaxKind.Parameter,
  SyntaxKind.PropertyDeclaration,
  SyntaxKind.PropertySignature,
];

export const misuseFamily: FactFamily<'misuses'> = {
  kinds: [...kindsOfPlainUses, ...declarations],
  askedNodes: (syntax) =>
    candidatesIn(syntax).flatMap(({ node, other }) => (other === undefined ? [node] : [node, other])),
  facts: (input) => ({ misuses: misusesOf(input) }),
};

const candidatesIn = foundOnce(findCandidates);

/** What the compiler says itself, of members in all places, costs too much to ask again. */
const kindsInCheckedFiles = kindsOfPlainUses.filter((kind) => kind !== SyntaxKind.PropertyAccessExpression);

/**
 * Those that are worth a question about their type: calls, and names that something in the file makes a promise, as far
 * as its text tells.
 */
function findCandidates(syntax: FileSyntax): readonly PlainUse[] {
  const names = promiseNames(syntax);
  const isChecked = isCheckedByCompiler(syntax.source);
  return plainUsesIn(syntax, isChecked ? kindsInCheckedFiles : kindsOfPlainUses).filter(({ node, other }) => {
    // Two promises may be compared to learn whether they are the same.
    if (other !== undefined && isNothing(other)) return false;
    if (isCallExpression(node)) return true;
    const name = isIdentifier(node) ? node : isPropertyAccessExpression(node) ? node.name : undefined;
    return name !== undefined && names.has(textOfName(name));
  });
}

/** Names that are given what a call makes, or are declared to hold a promise. */
function promiseNames({ byKind, source }: FileSyntax): ReadonlySet<string> {
  const names = new Set<string>();
  const awaited = new Set<string>();
  for (const kind of declarations)
    for (const { node } of byKind.get(kind) ?? []) {
      if (
        !isVariableDeclaration(node) &&
        !isParameterDeclaration(node) &&
        !isPropertyDeclaration(node) &&
        !isPropertySignatureDeclaration(node)
      )
        continue;
      if (node.name === undefined || !isIdentifier(node.name)) continue;
      if (node.initializer !== undefined && isAwaitExpression(unwrapped(node.initializer)))
        awaited.add(textOfName(node.name));
      const isDeclared = node.type !== undefined && /Promise|Thenable/.test(textOf(node.type, source));
      const isCalled =
        node.type === undefined && node.initializer !== undefined && isCallExpression(unwrapped(node.initializer));
      if (isDeclared || isCalled) names.add(textOfName(node.name));
    }
  // A comment may call it a promise all the same.
  if (!isCheckedByCompiler(source)) for (const name of awaited) names.delete(name);
  return names;
}

function misusesOf(input: FileInput): readonly MisuseFact[] {
  const facts = candidatesIn(input.syntax)
    .flatMap((use) => misuseFact(use, input) ?? [])
    .sort((one, other) => one.range.start - other.range.start);
  const seen = new Set<number>();
  return facts.filter(({ origin, range }) => {
    const { start } = origin ?? range;
    const isFirst = !seen.has(start);
    seen.add(start);
    return isFirst;
  });
}

function misuseFact(use: PlainUse, input: FileInput): MisuseFact | undefined {
  const { node, other, compilerCode } = use;
  const { types, syntax } = input;
  const typed = types.awaitability(node);
  const mayAsk = input.untyped !== undefined && typed.awaitability === 'maybe' && use.use === 'condition';
  if (typed.awaitability !== 'always' && !mayAsk) return undefined;
  const origin = isIdentifier(node) ? originOf(node, use.function, input) : undefined;
  // `{ rows }` has no place for an `await`, so that is told where the constant gets its value.
  if (origin === undefined && isShorthandPropertyAssignment(node.parent)) return undefined;
  if ((use.use === 'serialized' || use.use === 'record') && types.mayTakeAwaitable(node)) return undefined;
  // Where no type says what a constant holds, it is what the call gives that it comes from.
  const verdict = mayAsk ? unawaited(origin ?? node, input) : typed;
  if (verdict.awaitability !== 'always' || verdict.kind !== 'promise' || verdict.isNullable === true) return undefined;
  // What may be nothing or awaitable itself may well be compared with a promise.
  if (other !== undefined && use.use === 'comparison' && types.awaitability(other).awaitability !== 'never')
    return undefined;
  const isNullChecked = hasNullChecks(types.project.compilerOptions);
  // Without null checks, a type says nothing about whether there is a promise; what a call gives is one.
  if (!isNullChecked && !isCallExpression(node) && origin === undefined) return undefined;
  if (!isNullChecked && use.use === 'condition' && mayGiveNothing(origin ?? node, types.project)) return undefined;
  if (isReadFromPromise(use) && (hasMember(use, origin ?? node, input) || hasKey(use, origin ?? node, input)))
    return undefined;
  const mayBeMissing = origin === undefined && !isCallExpression(node);
  if (use.use === 'condition' && mayBeMissing && isUsedBehindTest(node, syntax.source)) return undefined;
  if (use.use === 'condition' && isAskedForThen(node, syntax.source)) return undefined;
  const isReported =
    compilerCode !== undefined && isCheckedByCompiler(syntax.source) && (use.use !== 'condition' || isNullChecked);
  return {
    range: rangeOfNode(node, syntax.source.text),
    subject: labelOf(isCallExpression(node) ? node.expression : node, syntax.source),
    use: use.use,
    ...(use.member === undefined ? {} : { member: use.member }),
    awaitable: { awaitability: 'always', kind: 'promise', evidence: verdict.evidence ?? 'declaration' },
    function: use.function,
    ...(origin === undefined ? {} : { origin: rangeOfNode(origin, syntax.source.text) }),
    ...(isReported ? { compilerCode } : {}),
    needsParentheses: false,
  };
}

/** Whether a call may give no promise at all, which its type does not say without null checks: `promises.get(key)`. */
function mayGiveNothing(call: Node, project: OpenProject): boolean {
  const declaration = project.declared(project.checker.getResolvedSignature(call)?.declaration);
  if (declaration === undefined) return true;
  const { type } = declaration as { readonly type?: Node };
  if (type === undefined) return !isAsync(declaration);
  return /\b(?:undefined|null)\b/.test(textOf(type, type.getSourceFile()));
}

/** `work['finally']` and `work[kDone]`: who names a member by a symbol has put it there. */
function hasKey(use: PlainUse, origin: Node, input: FileInput): boolean {
  const access = unwrappedParent(use.node).parent;
  if (!isElementAccessExpression(access)) return false;
  const key = input.types.of(access.argumentExpression);
  if (key === undefined) return false;
  return (isUnionType(key) ? key.getTypes() : [key]).every((one) =>
    isStringLiteralType(one)
      ? hasMember({ ...use, member: one.value }, origin, input)
      : (one.flags & TypeFlags.ESSymbolLike) !== 0,
  );
}

/** `if (this.ready) return this.ready` asks whether there is a promise yet, whatever the declared type says. */
function isUsedBehindTest(value: Node, source: SourceFile): boolean {
  let statement = value;
  while (!isIfStatement(statement) && !isConditionalExpression(statement)) {
    if (statement.parent === undefined || isSourceFile(statement)) return false;
    statement = statement.parent;
  }
  return textOf(statement, source).split(textOf(value, source)).length > 2;
}

/** `work && typeof work.then === 'function'` asks whether there is a promise. */
function isAskedForThen(value: Node, source: SourceFile): boolean {
  const { parent, child } = unwrappedParent(value);
  if (!isBinaryExpression(parent) || parent.left !== child) return false;
  if (parent.operatorToken.kind !== SyntaxKind.AmpersandAmpersandToken) return false;
  return textOf(parent.right, source).includes(`typeof ${textOf(value, source)}.then`);
}

/** `work.name` and `work[name]`. */
function isReadFromPromise({ node, use }: PlainUse): boolean {
  return use === 'member' || (use === 'items' && isElementAccessExpression(unwrappedParent(node).parent));
}

/** Members of promises, of what extends them and of what was mixed into them; one without a name only of the last. */
function hasMember({ node, member }: PlainUse, origin: Node, { types, symbols, texts }: FileInput): boolean {
  const type = types.of(node);
  if (type === undefined || isIntersectionType(type)) return true;
  // Where its type says nothing, it is a promise by what the project assigns.
  if ((type.flags & TypeFlags.Any) !== 0 && member !== undefined && promiseMembers.has(member)) return true;
  if (member !== undefined && types.project.checker.getPropertyOfType(type, member) !== undefined) return true;
  // `P.prototype.delay = …`
  if (member !== undefined && texts.writesPrototype(member)) return true;
  // Without types, `Object.assign(promise, methods)` is a promise and no more.
  const maker = isCallExpression(origin) ? symbols.declarationOf(origin.expression) : undefined;
  return (
    maker !== undefined && /\bObject\.(?:assign|definePropert(?:y|ies))\(/.test(textOf(maker, maker.getSourceFile()))
  );
}

function hasNullChecks({ strictNullChecks, strict }: OpenProject['compilerOptions']): boolean {
  return strictNullChecks ?? strict ?? true;
}

/** The call that a constant of the same function was given. */
function originOf(
  node: Node & { readonly text: string },
  owner: FunctionId,
  { syntax: { byKind, source }, symbols, types }: FileInput,
): Node | undefined {
  const { text: name } = node;
  const declared = (byKind.get(SyntaxKind.VariableDeclaration) ?? []).flatMap(({ node, function: place }) =>
    place === owner && isVariableDeclaration(node) && isIdentifier(node.name) && textOfName(node.name) === name
      ? [node]
      : [],
  );
  const [only, ...others] = declared;
  if (only?.initializer === undefined || others.length > 0) return undefined;
  const value = unwrapped(only.initializer);
  if (!isCallExpression(value) || !isConstant(only)) return undefined;
  // Another block may have a variable of the same name, taken out of an object.
  const declaration = isShorthandPropertyAssignment(node.parent)
    ? types.project.declared(types.project.checker.getShorthandAssignmentValueSymbol(node.parent)?.valueDeclaration)
    : symbols.localDeclarationOf(node, source);
  return declaration === only ? value : undefined;
}

function isConstant({ parent }: Node): boolean {
  return /^const\b/.test(textOf(parent, parent.getSourceFile()));
}
