/** Signals by which functions are told to stop: `signal`, `{ signal }`, `options.signal` and the `CancellationToken` of VS Code. */

import {
  isBindingElement,
  isIdentifier,
  isObjectBindingPattern,
  isParameterDeclaration,
  isTypeLiteralNode,
  isTypeReferenceNode,
  type Node,
  type ParameterDeclaration,
} from 'typescript/unstable/ast';
import type { FunctionId } from '../../facts/facts.ts';
import type { FileSyntax } from './collectSyntax.ts';
import { foundOnce } from './foundOnce.ts';
import { type FunctionNode, isFunctionNode, textOf, textOfName } from './nodes.ts';
import { type SignalUse, signalUseIn } from './signalUses.ts';

/** A parameter that holds a signal, as far as its file tells. */
export interface SignalScope extends SignalName {
  readonly owner: FunctionId;
  readonly node: FunctionNode;
  readonly use: SignalUse;
}

export interface SignalName {
  readonly kind: SignalKind;
  /** The name of a variable, or of the options that hold the signal. */
  readonly name: string;
  /** Of the options. */
  readonly property?: string;
  /** Where the name is declared: its type tells. */
  readonly declared: Node;
  /** Whether the type that is written for it says so; else the compiler has to, or its uses where nobody knows a type. */
  readonly isWritten: boolean;
}

export type SignalKind = 'signal' | 'token';

/** What properties for signals are called, the usual name first. */
export const signalProperties: readonly string[] = ['signal', 'abortSignal'];

/** Of the functions of a file, those with one signal: which of several a call should have, nobody can tell. */
export const signalScopesIn = foundOnce(findScopes);

function findScopes(syntax: FileSyntax): readonly SignalScope[] {
  if (!/[sS]ignal\b|CancellationToken\b/.test(syntax.source.text)) return [];
  return syntax.functions.flatMap(({ id, node }) => {
    if (!isFunctionNode(node) || node.body === undefined) return [];
    const { body, parameters = [] } = node;
    const [only, ...others] = parameters.flatMap((parameter) =>
      isParameterDeclaration(parameter) ? (signalIn(parameter, body, syntax) ?? []) : [],
    );
    // An underscore says that nobody uses it.
    const use =
      only === undefined || others.length > 0 || only.name.startsWith('_') ? undefined : signalUseIn(body, only);
    return only === undefined || use === undefined ? [] : [{ ...only, owner: id, node, use }];
  });
}

function signalIn(parameter: ParameterDeclaration, body: Node, syntax: FileSyntax): SignalName | undefined {
  const { name, type } = parameter;
  if (name === undefined || parameter.dotDotDotToken !== undefined) return undefined;
  if (isObjectBindingPattern(name)) return destructuredIn(name);
  if (!isIdentifier(name)) return undefined;
  const written = { name: textOfName(name), declared: name };
  const declaration = type === undefined ? '' : textOf(type, syntax.source);
  const kind = declaredKind(declaration);
  if (kind !== undefined) return { ...written, kind, isWritten: true };
  if (type === undefined && /^(?:abort)?signal$/i.test(written.name))
    return { ...written, kind: 'signal', isWritten: false };
  if (type !== undefined && !isTypeReferenceNode(type) && !isTypeLiteralNode(type)) return undefined;
  const property = propertyIn(written.name, body, declaration, syntax);
  return property === undefined ? undefined : { ...written, kind: 'signal', property, isWritten: false };
}

/** The property of the options that a function reads its signal from, or that is declared for it. */
function propertyIn(options: string, body: Node, declaration: string, { source }: FileSyntax): string | undefined {
  const text = source.text.slice(body.pos, body.end);
  const read = signalProperties.find(
    (property) =>
      text.includes(`${options}.${property}`) ||
      text.includes(`${options}?.${property}`) ||
      (text.includes(`= ${options}`) && new RegExp(`\\{[^{}]*\\b${property}\\b[^{}]*\\} = `).test(text)),
  );
  if (read !== undefined) return read;
  return declaration !== '' && isOptions.test(options) ? 'signal' : undefined;
}

const isOptions = /^(?:options|opts?|init|params)$|(?:Options|Opts|Init)$/;

/** `{ signal }`, `{ signal: stop }` */
function destructuredIn(pattern: Node & { readonly elements: readonly Node[] }): SignalName | undefined {
  for (const element of pattern.elements) {
    if (!isBindingElement(element) || element.name === undefined || !isIdentifier(element.name)) continue;
    const property = element.propertyName ?? element.name;
    if (!isIdentifier(property) || !signalProperties.includes(textOfName(property))) continue;
    return { kind: 'signal', name: textOfName(element.name), declared: element.name, isWritten: false };
  }
  return undefined;
}

function declaredKind(type: string): SignalKind | undefined {
  const [, name] = /^(?:\w+\.)?(AbortSignal|CancellationToken)(?:\s*\|\s*(?:undefined|null))*$/.exec(type) ?? [];
  return name === undefined ? undefined : name === 'AbortSignal' ? 'signal' : 'token';
}
