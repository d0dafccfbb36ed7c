import pc from 'picocolors';
import { describe, expect, test } from 'vitest';
import { codeFrame } from '../../../server/cli/codeFrame.ts';
import { Lines } from '../../../server/cli/positions.ts';

function frameOf(text: string, marked: string, width = 100): string {
  const lines = new Lines(text);
  const start = text.indexOf(marked);
  return codeFrame(lines, lines.spanOf({ start, end: start + marked.length }), {
    width,
    colors: pc.createColors(false),
  });
}

describe('code frame', () => {
  test('shows the line before and after, and underlines the finding', () => {
    expect(frameOf('async function f() {\n  save(order);\n}\n', 'save(order)')).toBe(
      ['  1 │ async function f() {', '  2 │   save(order);', '    │   ~~~~~~~~~~~', '  3 │ }', ''].join('\n'),
    );
  });

  test('aligns the gutter where the line numbers get longer', () => {
    const frame = frameOf(`${'x\n'.repeat(8)}save()\ny\n`, 'save()');
    expect(frame.split('\n').slice(0, 4)).toEqual(['   8 │ x', '   9 │ save()', '     │ ~~~~~~', '  10 │ y']);
  });

  test('underlines by terminal columns where characters are wide, combined or tabs', () => {
    const frame = frameOf('\tlog("保存e\u0301"); save()', 'save()');
    expect(frame).toContain(`1 │     log("保存e\u0301"); save()`);
    expect(frame).toContain(`│ ${' '.repeat(4 + 5 + 4 + 1 + 4)}~~~~~~\n`);
  });

  test('shows what could drive the terminal as signs', () => {
    const frame = frameOf('save("\u001b[31m\u202e")', 'save');
    expect(frame).not.toContain('\u001b');
    expect(frame).toContain('save("␛[31m\ufffd")');
  });

  test('cuts a long line around the finding', () => {
    const rows = frameOf(`${'a();'.repeat(100)}save();${'b();'.repeat(100)}`, 'save()', 60).split('\n');
    expect(rows[0]).toMatch(/^ {2}1 │ ….*save\(\);.*…$/);
    expect(rows[0]?.length).toBeLessThanOrEqual(60);
    expect(rows[1]?.indexOf('~')).toBe(rows[0]?.indexOf('save'));
    expect(rows[1]?.match(/~/g)?.length).toBe('save()'.length);
  });

  test('underlines three lines of a longer finding', () => {
    const text = 'run(\n  a,\n  b,\n  c,\n  d,\n);\nend\n';
    expect(frameOf(text, 'run(\n  a,\n  b,\n  c,\n  d,\n)')).toBe(
      ['  1 │ run(', '    │ ~~~~', '  2 │   a,', '    │   ~~', '  3 │   b,', '    │   ~~', '    │ …', ''].join('\n'),
    );
  });

  test('marks an empty range with one sign', () => {
    const lines = new Lines('save()');
    const style = { width: 80, colors: pc.createColors(false) };
    expect(codeFrame(lines, lines.spanOf({ start: 6, end: 6 }), style)).toBe('  1 │ save()\n    │       ~\n');
  });
});
