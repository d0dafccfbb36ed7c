/** The words of the call graph, in the language of the editor. */

import * as vscode from 'vscode';
import type { Words } from './messages.ts';

export function wordsOfView(): Words {
  const t = vscode.l10n.t;
  return {
    title: t('Async call graph of {0}', '{0}'),
    calls: t('What it calls'),
    callers: t('Who calls it'),
    direction: t('Direction'),
    depth: t('Depth'),
    graph: t('Graph'),
    list: t('List'),
    zoomIn: t('Zoom in'),
    zoomOut: t('Zoom out'),
    help: t('Arrow keys move, Enter opens the code, + shows more, Escape goes back to the editor.'),
    how: {
      awaited: t('awaits'),
      together: t('at once'),
      started: t('only starts'),
      'handed-on': t('hands on'),
      'never-runs': t('never runs'),
      called: t('calls'),
    },
    legend: t('Numbers say in which order the steps run; steps with the same number run at once.'),
    separator: t(', '),
    looped: t('in a loop'),
    blocks: t('blocks: {0}', '{0}'),
    blocking: {
      sleep: t('sleep'),
      network: t('network'),
      process: t('process'),
      system: t('operating system'),
      database: t('database'),
      embedded: t('database'),
      sdk: t('cloud SDK'),
      thread: t('thread'),
      input: t('user input'),
      crypto: t('cryptography'),
      compression: t('compression'),
      compilation: t('compilation'),
      file: t('file'),
      path: t('file system'),
      configured: t('as configured'),
    },
    through: t('through {0}', '{0}'),
    async: t('async'),
    module: t('module'),
    callbackOf: t('callback of {0}', '{0}'),
    requestHandler: t('handles requests'),
    elsewhere: t('in a thread or process of its own'),
    showMore: t('Show more steps: {0}', '{0}'),
    shown: t('Functions shown: {0}. Followed to a depth of {1}.', '{0}', '{1}'),
    hiddenFurther: t('Functions with more steps: {0}.', '{0}'),
    cut: t(
      'There is more: {0} functions are shown at most, and callers are looked for in {1} files at most.',
      '{0}',
      '{1}',
    ),
    nothing: t('It awaits nothing, starts nothing and blocks on nothing.'),
    nobody: t('Nobody in the workspace is known to call it.'),
    shownAbove: t('shown above'),
  };
}
