/** What a framework gives the parameters of a coroutine function that is registered with it, by a decorator or in a call. */

import { isSubclass } from '../library/classes.ts';
import { decoratorNames, givenByDecorator, givenToMethod, registrationBy } from '../library/handlers.ts';
import type { NamedCall } from '../namedCalls.ts';
import type { Expression, FunctionDef, Parameter } from '../parser/nodes.ts';
import type { Scope } from '../scopes.ts';
import type { Inference } from './inference.ts';
import { alternatives, instanceOf, type Value } from './values.ts';

/** `undefined` where no framework that we know calls the function; `scope` is the function's own. */
export function handlerValue(
  inference: Inference,
  parameter: Parameter,
  owner: FunctionDef,
  { parent }: Scope,
): Value | undefined {
  if (!owner.isAsync || parent === undefined || parameter.default !== undefined) return undefined;
  if (parameter.form !== 'positional-or-keyword' && parameter.form !== 'positional-only') return undefined;
  const isMethod = parent.node.kind === 'ClassDef' && !isStatic(owner);
  const place = owner.parameters.indexOf(parameter) - (isMethod ? 1 : 0);
  const types =
    typesByDecorators(inference, owner, parent) ??
    (isMethod ? typesOfMethod(inference, owner, parent) : undefined) ??
    typesByCalls(inference, owner, parent);
  const type = types?.[place];
  return type === undefined ? undefined : instanceOf(type);
}

function isStatic({ decorators }: FunctionDef): boolean {
  return decorators.some((decorator) => decorator.kind === 'Name' && decorator.name === 'staticmethod');
}

function typesByDecorators(inference: Inference, owner: FunctionDef, parent: Scope): readonly string[] | undefined {
  for (const [index, decorator] of owner.decorators.entries()) {
    const callee = decorator.kind === 'Call' ? decorator.callee : decorator;
    if ((callee.kind !== 'Attribute' && callee.kind !== 'Name') || !decoratorNames.has(callee.name)) continue;
    const symbol = symbolOf(inference.valueOf(callee, parent));
    if (symbol === undefined) continue;
    // `@Cog.listener('on_message')` tells another name than the function's.
    const name = decorator.kind === 'Call' && decorator.arguments.length > 0 ? '' : owner.name;
    const types = givenByDecorator(symbol, eventOf(inference, decorator, parent), name);
    if (types !== undefined)
      return areHandedOn(inference, owner.decorators.slice(index + 1), parent) ? types : undefined;
  }
  return undefined;
}

/** Whether what is called reaches the function as it is: the project's own decorators may add to it. */
function areHandedOn(inference: Inference, decorators: readonly Expression[], scope: Scope): boolean {
  return decorators.every((decorator) => {
    const value = inference.valueOf(decorator.kind === 'Call' ? decorator.callee : decorator, scope);
    return symbolOf(value)?.startsWith('functools.') === false;
  });
}

/** `events.NewMessage` in `@client.on(events.NewMessage(pattern="…"))`. */
function eventOf(inference: Inference, decorator: Expression, scope: Scope): string | undefined {
  const [given] = decorator.kind === 'Call' ? decorator.arguments : [];
  if (given === undefined || given.kind === 'Keyword' || given.kind === 'Starred') return undefined;
  return symbolOf(inference.valueOf(given.kind === 'Call' ? given.callee : given, scope));
}

function typesOfMethod(
  inference: Inference,
  owner: FunctionDef,
  { node, parent }: Scope,
): readonly string[] | undefined {
  if (node.kind !== 'ClassDef' || parent === undefined || givenToMethod('discord.Client', owner.name) === undefined)
    return undefined;
  const lineage = inference.lineageOf(inference.classSymbol(node, parent));
  const isClient = lineage.some((each) => each.kind === 'library' && isSubclass(each.symbol, 'discord.Client'));
  return isClient ? givenToMethod('discord.Client', owner.name) : undefined;
}

/** By the calls of the same file that are given the function. */
function typesByCalls(inference: Inference, owner: FunctionDef, parent: Scope): readonly string[] | undefined {
  if (!areHandedOn(inference, owner.decorators, parent)) return undefined;
  for (const site of inference.reading.callsGiven(parent.root?.path ?? '', owner.name)) {
    const symbol = symbolOf(inference.valueOf(site.call.callee, site.scope));
    const registration = symbol === undefined ? undefined : registrationBy(symbol);
    if (registration === undefined) continue;
    const given = argumentOf(site, registration.place, registration.name);
    const value = given === undefined ? undefined : inference.valueOf(given, site.scope);
    if (value?.kind === 'function' && value.function.node === owner) return registration.types;
  }
  return undefined;
}

function argumentOf({ call }: NamedCall, place: number, name: string): Expression | undefined {
  const named = call.arguments.find((argument) => argument.kind === 'Keyword' && argument.name?.text === name);
  if (named?.kind === 'Keyword') return named.value;
  const before = call.arguments.slice(0, place + 1);
  const given = before[place];
  const isPlain = before.every(({ kind }) => kind !== 'Keyword' && kind !== 'Starred');
  return isPlain && given !== undefined && given.kind !== 'Keyword' && given.kind !== 'Starred' ? given : undefined;
}

function symbolOf(value: Value): string | undefined {
  const symbols = alternatives(value).map((each) => (each.kind === 'library' ? each.symbol : undefined));
  return symbols.every((symbol) => symbol === symbols[0]) ? symbols[0] : undefined;
}
