// Compiles src/kernels/assembly/kernels.ts and writes its bytes into src/kernels/kernel-module.ts (or to the file named).
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = process.argv[2] ?? join(root, 'src/kernels/kernel-module.ts');
const folder = mkdtempSync(join(tmpdir(), 'kernels-'));
try {
  const module = join(folder, 'csv.wasm');
  const options = [
    '-O3',
    '--runtime',
    'stub',
    '--importMemory',
    '--noExportMemory',
    '--initialMemory',
    '1',
    '--memoryBase',
    '1024',
  ];
  const compiler = join(root, 'node_modules/assemblyscript/bin/asc.js');
  execFileSync(process.execPath, [compiler, 'src/kernels/assembly/kernels.ts', ...options, '--enable', 'simd', '-o', module], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const base64 = readFileSync(module).toString('base64');
  writeFileSync(
    target,
    `/** \`assembly/kernels.ts\` compiled, in base64. Written by \`npm run build:kernels\`; a test holds it to its source. */\nexport const kernelModule =\n  '${base64}';\n`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
