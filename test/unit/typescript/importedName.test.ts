import { describe, expect, test } from 'vitest';
import type { Document } from '../../../server/analysis/document.ts';
import { applyEdits } from '../../../server/analysis/text.ts';
import type { FileStyle, ImportFact } from '../../../server/facts/facts.ts';
import { importedName } from '../../../server/languages/typescript/edits.ts';
import { factsOfStyle } from './factsOfStyle.ts';

/** The reference and the text after asking for `readFile` of `node:fs/promises` in a file with these imports. */
function importReadFile(text: string, imports: readonly Partial<ImportFact>[], style: Partial<FileStyle> = {}) {
  const document: Document = { path: '/app/load.ts', language: 'typescript', version: 0, text };
  const facts = factsOfStyle(
    style,
    imports.map((fact) => importOf(text, fact)),
  );
  const { reference, edits } = importedName(document, facts, 'node:fs/promises', 'readFile');
  return { reference, text: applyEdits(text, edits) };
}

function importType(text: string, imports: readonly Partial<ImportFact>[]) {
  const document: Document = { path: '/app/load.ts', language: 'typescript', version: 0, text };
  const facts = factsOfStyle(
    {},
    imports.map((fact) => importOf(text, fact)),
  );
  const { reference, edits } = importedName(document, facts, 'node:net', 'Socket', 'Socket', true);
  return { reference, text: applyEdits(text, edits) };
}

function importOf(text: string, fact: Partial<ImportFact>): ImportFact {
  const line = text.split('\n').find((one) => one.includes(fact.module ?? '')) ?? '';
  const start = text.indexOf(line);
  return {
    range: { start, end: start + line.length },
    module: '',
    imported: '*',
    local: '',
    form: 'import',
    isTypeOnly: false,
    isTopLevel: true,
    ...fact,
  };
}

describe('a type from another module', () => {
  const all = { module: 'node:net', imported: 'createServer', local: 'createServer' };

  test('is imported as a type', () => {
    const text = "import { createServer } from 'node:net';\n";
    expect(importType(text, [all])).toEqual({
      reference: 'Socket',
      text: `${text}import type { Socket } from 'node:net';\n`,
    });
  });

  test('joins the types of its module', () => {
    const text = "import type { Server } from 'node:net';\n";
    expect(importType(text, [{ ...all, imported: 'Server', local: 'Server', isTypeOnly: true }]).text).toBe(
      "import type { Server, Socket } from 'node:net';\n",
    );
  });

  test('is known where it is imported already, as a type or not', () => {
    const text = "import { Socket } from 'node:net';\n";
    expect(importType(text, [{ ...all, imported: 'Socket', local: 'Socket' }])).toEqual({ reference: 'Socket', text });
  });

  test('is no value', () => {
    const text = "import type { readFile } from 'node:fs/promises';\n";
    const known = { module: 'node:fs/promises', imported: 'readFile', local: 'readFile', isTypeOnly: true };
    expect(importReadFile(text, [known]).reference).not.toBe('readFile');
  });
});

describe('a name from another module', () => {
  test('is imported below the other imports', () => {
    const text = "import path from 'node:path';\n\npath.sep;\n";
    expect(importReadFile(text, [{ module: 'node:path', imported: 'default', local: 'path' }])).toEqual({
      reference: 'readFile',
      text: "import path from 'node:path';\nimport { readFile } from 'node:fs/promises';\n\npath.sep;\n",
    });
  });

  test('joins the names that are imported from its module', () => {
    const text = "import { stat } from 'node:fs/promises';\n";
    const imports = [{ module: 'node:fs/promises', imported: 'stat', local: 'stat' }];
    expect(importReadFile(text, imports).text).toBe("import { stat, readFile } from 'node:fs/promises';\n");
  });

  test('is reached through a namespace that is there', () => {
    const text = "import * as files from 'fs/promises';\n";
    const imports = [{ module: 'fs/promises', imported: '*', local: 'files' }];
    expect(importReadFile(text, imports)).toEqual({ reference: 'files.readFile', text });
  });

  test('keeps the alias it has', () => {
    const text = "import { readFile as read } from 'node:fs/promises';\n";
    const imports = [{ module: 'node:fs/promises', imported: 'readFile', local: 'read' }];
    expect(importReadFile(text, imports)).toEqual({ reference: 'read', text });
  });

  test('does not join types', () => {
    const text = "import type { FileHandle } from 'node:fs/promises';\n";
    const imports = [{ module: 'node:fs/promises', imported: 'FileHandle', local: 'FileHandle', isTypeOnly: true }];
    expect(importReadFile(text, imports).text).toBe(`${text}import { readFile } from 'node:fs/promises';\n`);
  });

  test('gets another name where its own is taken', () => {
    const text = "import { readFile } from 'fs';\n";
    expect(importReadFile(text, [{ module: 'fs', imported: 'readFile', local: 'readFile' }])).toEqual({
      reference: 'readFileAsync',
      text: "import { readFile } from 'fs';\nimport { readFile as readFileAsync } from 'fs/promises';\n",
    });
  });

  test('is required where the file requires', () => {
    const text = "const path = require('path');\n";
    const imports = [{ module: 'path', imported: '*', local: 'path', form: 'require' as const }];
    expect(importReadFile(text, imports).text).toBe(`${text}const { readFile } = require('fs/promises');\n`);
  });

  test('follows quotes and semicolons', () => {
    const text = 'import os from "node:os"\n';
    const imports = [{ module: 'node:os', imported: 'default', local: 'os' }];
    expect(importReadFile(text, imports, { quote: '"', semicolons: false }).text).toBe(
      `${text}import { readFile } from "node:fs/promises"\n`,
    );
  });

  test('goes below the header of a file without imports', () => {
    const text = "#!/usr/bin/env node\n// Loads things.\n'use strict';\n\nload();\n";
    expect(importReadFile(text, []).text).toBe(
      "#!/usr/bin/env node\n// Loads things.\n'use strict';\nimport { readFile } from 'node:fs/promises';\n\nload();\n",
    );
  });
});
