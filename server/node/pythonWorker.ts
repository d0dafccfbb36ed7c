/** Entry of the thread in which the Python front end lives. */

import { parentPort } from 'node:worker_threads';
import { catalogue } from '../../rules/catalogue.ts';
import { createPythonFrontEnd } from '../languages/python/frontEnd.ts';
import { runFrontEnd } from './frontEndWorker.ts';

if (parentPort === null) throw new Error('this module runs in a worker thread');
runFrontEnd(parentPort, (host) => createPythonFrontEnd(host), catalogue);
