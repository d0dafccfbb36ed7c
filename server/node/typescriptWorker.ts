/** Entry of the thread in which the TypeScript front end lives. */

import { parentPort, workerData } from 'node:worker_threads';
import { catalogue } from '../../rules/catalogue.ts';
import { createTypeScriptFrontEnd } from '../languages/typescript/frontEnd.ts';
import type { ThreadData } from './frontEndMessages.ts';
import { runFrontEnd } from './frontEndWorker.ts';

// A quarter of the compiler's time would go into collecting garbage; some more memory halves that. The environment is that
// of this thread alone, and the compiler's process inherits it.
process.env.GOGC ??= '200';

// Near its limit the compiler had better collect garbage than be ended.
const { memoryLimit }: ThreadData = workerData ?? {};
if (memoryLimit !== undefined) process.env.GOMEMLIMIT ??= `${Math.round(memoryLimit * 0.9)}MiB`;

if (parentPort === null) throw new Error('this module runs in a worker thread');
runFrontEnd(parentPort, (host, onCompilerStarted) => createTypeScriptFrontEnd(host, { onCompilerStarted }), catalogue);
