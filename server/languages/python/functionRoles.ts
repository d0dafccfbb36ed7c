/** What functions are for, as their names, decorators and parameters tell. */

import type { FunctionId, FunctionRole } from '../../facts/facts.ts';
import type { Analysed } from './drafts.ts';
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
  if (isStartUp(inference, node, scope)) return 'start-up';
  const isTopLevel = scope.node.kind === 'Module';
  return isTopLevel && (node.name === 'main' || node.name === 'amain') ? 'entry-point' : undefined;
}

/** `@app.on_event("startup")`, and `lifespan` of FastAPI and Starlette: a generator around the life of the server. */
function isStartUp(inference: Inference, node: FunctionDef, scope: Scope): boolean {
  return node.decorators.some((decorator) => {
    const value = inference.valueOf(decorator.kind === 'Call' ? decorator.callee : decorator, scope);
    if (value.kind !== 'library') return false;
    if (value.symbol === 'contextlib.asynccontextmanager') return /lifespan/i.test(node.name);
    return /\.(?:on_event|on_startup|before_server_start|before_serving)$/.test(value.symbol);
  });
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

/** Calls that run a coroutine until it is done: what they are given is where the program begins. */
const runners: ReadonlySet<string> = new Set([
  'asyncio.run',
  'asyncio.Runner.run',
  'asyncio.AbstractEventLoop.run_until_complete',
  'anyio.run',
  'trio.run',
  'uvloop.run',
]);

/** Nobody gives them another name to start a program with. */
const runnerNames: ReadonlySet<string> = new Set(
  [...runners].map((symbol) => symbol.slice(symbol.lastIndexOf('.') + 1)),
);

/** Async functions that plain code of the same module runs, which is not one of its tests. */
export function entryPoints({ calls, functions, functionIds, inference }: Analysed): ReadonlySet<FunctionId> {
  const found = new Set<FunctionId>();
  for (const { fact, node, place } of calls) {
    const [given] = node.arguments;
    const owner = functions[place.function]?.fact;
    // A plain function that others call may run it again and again.
    if (given === undefined || owner?.isAsync === true || (owner?.kind !== 'module' && owner?.name !== 'main'))
      continue;
    if (!runnerNames.has(fact.name) || !runners.has(fact.symbol ?? '')) continue;
    const callee = given.kind === 'Call' ? given.callee : given;
    if (callee.kind === 'Keyword' || callee.kind === 'Starred') continue;
    const value = inference.valueOf(callee, place.scope);
    const id = value.kind === 'function' ? functionIds.get(value.function.node) : undefined;
    if (id !== undefined) found.add(id);
  }
  return found;
}
