/** Entry of the thread in which the Python front end lives. */

import { parentPort, workerData } from 'node:worker_threads';
import { catalogue } from '../../rules/catalogue.ts';
import { createPythonFrontEnd } from '../languages/python/frontEnd.ts';
import type { ThreadData } from './frontEndMessages.ts';
import { runFrontEnd } from './frontEndWorker.ts';

if (parentPort === null) throw new Error('this module runs in a worker thread');
const { memoryPlace }: ThreadData = workerData ?? {};
runFrontEnd(parentPort, (host) => createPythonFrontEnd(host), catalogue, memoryPlace);
