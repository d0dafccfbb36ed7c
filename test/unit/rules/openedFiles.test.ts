/** A file that is opened on the loop is reported once, with the places where it is read and written. */

import { expect, test } from 'vitest';
import { analyseProjects } from '../../harness/analyseProjects.ts';
import { scratchWorkspace } from '../../harness/scratchWorkspace.ts';

const text = `import asyncio


async def copy(source: str, target: str):
    with open(source) as file:
        content = file.read()
    with open(target, "w") as file:
        file.write(content)
        await asyncio.sleep(1)
        file.flush()


async def read(path: str):
    return open(path).read()
`;

test('the finding names what else waits for the disk', () => {
  const workspace = scratchWorkspace(new Map([['shop', new Map([['copy.py', text]])]]));
  try {
    const analysed = analyseProjects(workspace, 'python').get(workspace.pathOf('shop', 'copy.py'));
    const findings = analysed?.findings.filter(({ rule }) => rule === 'blocking-call') ?? [];
    const quoted = ({ start, end }: { readonly start: number; readonly end: number }) => text.slice(start, end);
    expect(findings.map(({ range, related }) => [quoted(range), related.map((place) => quoted(place.range))])).toEqual([
      ['open(source)', ['file.read()']],
      ['open(target, "w")', ['file.write(content)', 'file.flush()']],
      ['open(path)', ['open(path).read()']],
    ]);
    expect(findings[0]?.related[0]?.message.en).toBe('`file.read` waits for the disk as well.');
  } finally {
    workspace.dispose();
  }
});
