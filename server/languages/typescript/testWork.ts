/** Parts of tests that have to be waited for: assertions about promises, actions on pages, subtests. */

import { isCallExpression, isIdentifier, isNewExpression, type Node } from 'typescript/unstable/ast';
import type { Awaitability, TestWork } from '../../facts/facts.ts';
import type { FileSyntax } from './collectSyntax.ts';
import { parametersOf } from './executorBodies.ts';
import { isAsync, isFunctionNode, memberOf, unwrapped } from './nodes.ts';

/** What part of a test a dropped value is, as far as the way it is written tells. */
export function testWorkOf(dropped: Node, awaitability: Awaitability, syntax: FileSyntax): TestWork | undefined {
  if (!isCallExpression(dropped)) return undefined;
  const chain = chainOf(dropped);
  if (chain === undefined) return undefined;
  const { root, names } = chain;
  if (root === 'expect' && isAssertion(syntax)) {
    if (names.includes('resolves') || names.includes('rejects'))
      return runnerOf(syntax) === 'vitest' ? 'late-assertion' : 'assertion';
    if (awaitability === 'always') return 'assertion';
  }
  if (root === 'assert' && /^(?:rejects|doesNotReject)$/.test(names.at(-1) ?? '') && importsFrom(syntax, nodeAssert))
    return 'assertion';
  if (names.length === 1 && names[0] === 'test' && importsFrom(syntax, nodeTest) && isContext(root, dropped))
    // A plain one is mostly done when the call is.
    return dropped.arguments.some((argument) => isAsync(unwrapped(argument))) ? 'subtest' : undefined;
  const isAction = pageNames.has(root) && actionNames.has(names.at(-1) ?? '') && importsFrom(syntax, browsers);
  return isAction && awaitability !== 'never' ? 'action' : undefined;
}

const nodeAssert = /^(?:node:)?assert(?:\/strict)?$/;
const nodeTest = /^node:test$/;
const browsers = /^(?:@playwright\/test|playwright(?:-core)?|puppeteer(?:-core)?)$/;
const runners = /^(?:vitest|@jest\/globals|@playwright\/test|bun:test|expect|jest-without-globals)$/;

/** What fixtures of a browser test are called. */
const pageNames: ReadonlySet<string> = new Set(['page', 'locator', 'frame', 'browser', 'context']);

const actionNames: ReadonlySet<string> = new Set([
  'goto',
  'reload',
  'click',
  'dblclick',
  'fill',
  'type',
  'press',
  'check',
  'uncheck',
  'hover',
  'tap',
  'focus',
  'selectOption',
  'setInputFiles',
  'dragTo',
  'waitFor',
  'waitForSelector',
  'waitForTimeout',
  'waitForLoadState',
  'waitForURL',
  'waitForNavigation',
  'screenshot',
  'close',
]);

function importsFrom({ imports }: FileSyntax, module: RegExp): boolean {
  return imports.some((fact) => module.test(fact.module));
}

/** Whether `expect` is a test runner's: imported from one, or from nowhere. */
function isAssertion(syntax: FileSyntax): boolean {
  const runner = runnerOf(syntax);
  return runner === undefined ? !syntax.moduleNames.includes('expect') : runners.test(runner);
}

/** The module that `expect` is imported from. Vitest waits for what it gives when a test ends (`recordAsyncExpect`). */
function runnerOf({ imports }: FileSyntax): string | undefined {
  return imports.find(({ local }) => local === 'expect')?.module;
}

/** The first name of a chain of members and calls, and the names behind it: `expect`, `rejects`, `toThrow`. */
function chainOf(call: Node): { readonly root: string; readonly names: readonly string[] } | undefined {
  const names: string[] = [];
  let at = unwrapped(call);
  for (;;) {
    if (isCallExpression(at)) at = unwrapped(at.expression);
    const member = memberOf(at);
    if (member === undefined) break;
    names.unshift(member.name);
    at = unwrapped(member.receiver);
  }
  return isIdentifier(at) && !isNewExpression(at) ? { root: at.text, names } : undefined;
}

/** Whether the name is the first parameter of an async function around the call: the context of a test. */
function isContext(name: string, call: Node): boolean {
  for (let at = call.parent; at !== undefined; at = at.parent) {
    if (!isFunctionNode(at)) continue;
    const [first] = parametersOf(at);
    if (first !== undefined && isIdentifier(first.name) && first.name.text === name) return true;
  }
  return false;
}
