/** The work that a call waits for together, as far as the function around starts it itself. */

import { lastNameOf, symbolOf } from './callFacts.ts';
import type { Argument, Call, Expression, FunctionDef, Name, Node } from './parser/nodes.ts';
import { expressionScope, type Scope } from './scopes.ts';
import { walkOwnBody } from './functionBodies.ts';
import type { Inference } from './types/inference.ts';
import { wrappers } from './workErrors.ts';

export interface GatheredWork {
  /** The calls that make the awaitables, with the scopes of their names. */
  readonly calls: readonly { readonly call: Call; readonly scope: Scope }[];
  /** The variables on the way, where they are bound. */
  readonly variables: readonly Name[];
}

/** `undefined` where some of the work comes from elsewhere, so that others may know more about it. */
export function gatheredWork(
  given: readonly Argument[],
  owner: FunctionDef,
  scope: Scope,
  inference: Inference,
): GatheredWork | undefined {
  const calls: GatheredWork['calls'][number][] = [];
  const variables: Name[] = [];
  const isKnown = given.every((argument) => argument.kind === 'Keyword' || add(argument, scope));
  return isKnown && calls.length > 0 ? { calls, variables } : undefined;

  function add(node: Expression, at: Scope): boolean {
    switch (node.kind) {
      case 'Starred':
        return add(node.value, at);
      case 'List':
      case 'Tuple':
      case 'Set':
        return node.elements.every((element) => add(element, at));
      case 'ListComp':
      case 'SetComp':
      case 'GeneratorExp':
        return add(node.element, expressionScope(node, at));
      case 'IfExp':
        return add(node.body, at) && add(node.orelse, at);
      case 'Call':
        return addCall(node, at);
      case 'Name':
        return addVariable(node, at);
      default:
        return false;
    }
  }

  function addCall(call: Call, at: Scope): boolean {
    const symbol = symbolOf(inference.valueOf(call.callee, at));
    const [first, ...others] = call.arguments;
    if (symbol !== undefined && /^builtins\.(?:list|tuple|set)$/.test(symbol))
      return first !== undefined && first.kind !== 'Keyword' && others.length === 0 && add(first, at);
    // What a method of a container gives was put into it by somebody.
    if (symbol?.startsWith('builtins.') === true) return false;
    const made = symbol !== undefined && wrappers.has(symbol) ? first : call;
    if (made?.kind !== 'Call') return made?.kind === 'Name' && add(made, at);
    calls.push({ call: made, scope: at });
    return true;
  }

  /** A variable of the function that is given its value once, with what is put into it. */
  function addVariable({ name, start }: Name, at: Scope): boolean {
    const bindings = inference.bindingsOf(name, at);
    const [binding] = bindings;
    if (bindings.length !== 1 || binding?.kind !== 'value' || binding.path.length > 0 || binding.at >= start)
      return false;
    if (binding.scope.node !== owner) return false;
    const target = nameAt(binding.at);
    if (target === undefined || variables.includes(target)) return target !== undefined;
    variables.push(target);
    const puts = putsInto(name);
    const isEmpty =
      (binding.value.kind === 'List' && binding.value.elements.length === 0) ||
      (binding.value.kind === 'Call' &&
        binding.value.arguments.length === 0 &&
        lastNameOf(binding.value.callee) === 'set');
    return (isEmpty ? puts.length > 0 : add(binding.value, binding.scope)) && puts.every((put) => add(put, scope));
  }

  function nameAt(offset: number): Name | undefined {
    let found: Name | undefined;
    walkOwnBody(owner, (node: Node) => {
      if (node.kind === 'Name' && node.start === offset) found = node;
      return found === undefined && node.start <= offset && offset < node.end;
    });
    return found;
  }

  function putsInto(name: string): readonly Expression[] {
    const puts: Expression[] = [];
    walkOwnBody(owner, (node) => {
      if (node.kind !== 'Call' || node.callee.kind !== 'Attribute') return;
      const { value, name: method } = node.callee;
      const [put] = node.arguments;
      if (value.kind !== 'Name' || value.name !== name || !/^(?:append|add)$/.test(method)) return;
      if (put !== undefined && put.kind !== 'Keyword') puts.push(put);
    });
    return puts;
  }
}
