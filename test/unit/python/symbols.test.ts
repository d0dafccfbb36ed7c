/** Full names of calls, through imports, aliases and receivers. */

import { describe, expect, test } from 'vitest';
import { callNamed, factsOf } from './memoryWorkspace.ts';

describe('the full name of a call', () => {
  test.each([
    ['import time\ntime.sleep(1)', 'time.sleep', 'time.sleep'],
    ['from time import sleep as nap\nnap(1)', 'nap', 'time.sleep'],
    ['open("x")', 'open', 'builtins.open'],
    ['def open(x): ...\nopen("x")', 'open', undefined],
    ['import os.path as p\np.exists("x")', 'p.exists', 'os.path.exists'],
    ['import requests\nrequests.get(u)', 'requests.get', 'requests.get'],
    ['import requests\ns = requests.Session()\ns.get(u)', 's.get', 'requests.Session.get'],
    ['import requests\nwith requests.Session() as s:\n    s.get(u)', 's.get', 'requests.Session.get'],
    ['from pathlib import Path\nPath("x").read_text()', 'Path("x").read_text', 'pathlib.Path.read_text'],
    ['from pathlib import Path\n(Path("x") / y).exists()', '(Path("x") / y).exists', 'pathlib.Path.exists'],
    ['from pathlib import Path\ndef f(p: Path):\n    p.parent.mkdir()', 'p.parent.mkdir', 'pathlib.Path.mkdir'],
    [
      'from pathlib import Path\nclass A:\n    def __init__(self): self.p = Path("x")\n    def f(self): self.p.unlink()',
      'self.p.unlink',
      'pathlib.Path.unlink',
    ],
    ['import subprocess\np = subprocess.Popen([])\np.wait()', 'p.wait', 'subprocess.Popen.wait'],
    [
      'import sqlite3\nc = sqlite3.connect("x")\nc.cursor().execute("")',
      'c.cursor().execute',
      'sqlite3.Cursor.execute',
    ],
    ['with open("x") as f:\n    f.read()', 'f.read', 'io.TextIOWrapper.read'],
    ['with open("x", "rb") as f:\n    f.read()', 'f.read', 'io.BufferedReader.read'],
    ['import socket\ns = socket.socket()\ns.recv(1)', 's.recv', 'socket.socket.recv'],
    ['import threading\nl = threading.Lock()\nl.acquire()', 'l.acquire', 'threading.Lock.acquire'],
    ['from queue import PriorityQueue\nq = PriorityQueue()\nq.get()', 'q.get', 'queue.Queue.get'],
    [
      'from concurrent.futures import ThreadPoolExecutor\nThreadPoolExecutor().submit(f).result()',
      'ThreadPoolExecutor().submit(f).result',
      'concurrent.futures.Future.result',
    ],
    ['import sys\nsys.stdin.read()', 'sys.stdin.read', 'sys.stdin.read'],
    ['from asyncio.locks import Lock\nLock().acquire()', 'Lock().acquire', 'asyncio.Lock.acquire'],
    ['def f(x):\n    x.sleep(1)', 'x.sleep', undefined],
  ])('%s', (text, callee, symbol) => expect(callNamed(factsOf(text), callee).symbol).toBe(symbol));

  test('is that of the library where a workspace class inherits the method', () => {
    const text = 'import threading\nclass Worker(threading.Thread): ...\nWorker().join()';
    expect(callNamed(factsOf(text), 'Worker().join').symbol).toBe('threading.Thread.join');
  });

  test('is left out where the workspace has a module of the name', () => {
    const facts = factsOf({ 'main.py': 'import requests\nrequests.get(u)', 'requests.py': 'def get(u): ...' });
    expect(callNamed(facts, 'requests.get').symbol).toBeUndefined();
    expect(callNamed(facts, 'requests.get').target?.name).toBe('get');
  });

  test('is the library where a folder of data has its name', () => {
    const facts = factsOf({ 'main.py': 'import redis\nredis.from_url(u)', 'redis/redis.conf': '' });
    expect(callNamed(facts, 'redis.from_url').symbol).toBe('redis.from_url');
  });
});
