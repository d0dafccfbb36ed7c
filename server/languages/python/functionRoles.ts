/** What functions are for, as their names, decorators and parameters tell. */

import type { FunctionRole } from '../../facts/facts.ts';
import type { FunctionDef } from './parser/nodes.ts';
import type { Scope } from './scopes.ts';
import type { Inference } from './types/inference.ts';

/** Decorators that register a function to answer requests: a router's verb, whatever the router's variable is called. */
const routeVerbs: ReadonlySet<string> = new Set(
  'get post put patch delete head options route websocket api_route middleware'.split(' '),
);

const routers: readonly string[] = [
  'fastapi.',
  'starlette.',
  'aiohttp.web.',
  'sanic.',
  'quart.',
  'flask.',
  'litestar.',
  'blacksheep.',
];

const requestTypes: ReadonlySet<string> = new Set([
  'starlette.requests.Request',
  'starlette.websockets.WebSocket',
  'aiohttp.web.Request',
  'sanic.Request',
  'sanic.request.Request',
  'django.http.HttpRequest',
]);

export function functionRole(
  inference: Inference,
  node: FunctionDef,
  scope: Scope,
  isTestFile: boolean,
): FunctionRole | undefined {
  if (isRequestHandler(inference, node, scope)) return 'request-handler';
  if (isTestFile && /^test/.test(node.name)) return 'test';
  const isTopLevel = scope.node.kind === 'Module';
  return isTopLevel && (node.name === 'main' || node.name === 'amain') ? 'entry-point' : undefined;
}

function isRequestHandler(inference: Inference, node: FunctionDef, scope: Scope): boolean {
  for (const decorator of node.decorators) {
    const callee = decorator.kind === 'Call' ? decorator.callee : decorator;
    if (callee.kind !== 'Attribute' || !routeVerbs.has(callee.name)) continue;
    const value = inference.valueOf(callee, scope);
    if (value.kind === 'library' && routers.some((router) => value.symbol.startsWith(router))) return true;
  }
  const first = node.parameters.find((parameter) => parameter.annotation !== undefined);
  if (!node.isAsync || first?.annotation === undefined) return false;
  const type = inference.annotation(first.annotation, scope);
  return type.kind === 'library-instance' && requestTypes.has(type.type);
}
