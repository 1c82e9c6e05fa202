import { closeSync, existsSync, openSync, readdirSync, readSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const FIXTURE_BYTES = 12 * 1024;
const root = fileURLToPath(new URL('../..', import.meta.url));
const encoder = new TextEncoder();

/** Short files that are hard to read right, each for its own reason. */
const inline = [
  'a,b,c\n1,2,3\n4,5,6\n',
  'a,"b ""x""",c\n"1\n2","",""""\n"a,b","c""",d\n',
  'a,b\r\n1,"x\r\ny"\r\n\r\n2,z',
  'a,b\r1,x\r"2\r3",y\r',
  '\ufeffgröße,名前,😀\nß,日本語,"👩‍👩‍👧"\né,ñ,€\n',
  'a;b;c\n1,5;"x;y";\n2.234,5;z;w\n3,5;"";\n',
  'a\tb\n=1+1\t-2\n"x\ty"\t+3\n',
  "'a','b'\n'it''s','x,y'\n'1','2'\n",
  'a,b\n"x \\"y\\" z",2\n"back\\\\slash",3\n',
  'name, age, city\nx, 1, "Ulm, a.d. Donau"\ny, 2, Bern\n',
  'name  age  city\nx     1    Ulm\ny     22   Bern\n',
  'Report of 2024\nMade by: me\n\nid,amount,when\n1,"1,234.50",2024-01-31\n2,($5.00),2024-02-29\nTotal,,\n',
  'id,n\n1,2\n\n\nother,table,here\nx,y,z\n',
  '__proto__,constructor,toString,hasOwnProperty,__proto__\n1,2,3,4,5\n',
  'zip,id,hash,phone\n01234,12345678901234567890,713752e1,+49 170 1234567\n00501,98765432109876543210,12e5,0041 44 123 45 67\n',
  'n\n1\nNA\n?\n-\nnan\nNULL\n \n-999\n1e3\n',
  'd,e,f\n01/02/2024,31.12.1999,20240131\n03/04/2024,01.01.2000,20240201\n',
  't,e\n2024-01-31T10:15:00+02:00,1706691300\n2024-01-31T08:15:00Z,1706691301\n',
  'p,c,m\n12 %,€ 1.234,00,"1\'234"\n3.5%,$5,"2\'000"\n',
  'a,b,\n1,2,\n3,4,\n',
  ',,\n1,2,3\n',
  'x\n\n1\n""\n2\n',
  'a|b\n1|"2|3"\n',
  '"a"x,"b" ,c\n"x"y,"p""q"r,"z"\n',
  '[{"a":1,"b":{"c":[1,2]}},{"a":"x","__proto__":{"polluted":true}}]',
  '{"a":1}\n{"a":null,"b":"ü"}\n{"constructor":{"prototype":{"polluted":1}}}\n',
  '[]',
  '{}',
];

/**
 * What is mutated, as `{ name, bytes }`: short hard files, the samples, the fixtures of the reader's tests, and the `csv` and
 * `json` folders of a data folder where there is one. Of every file its first 12 kB, in the order of their names.
 */
export function loadFixtures(dataFolder) {
  const folders = [
    join(root, 'samples'),
    join(root, 'test/ingest/fixtures'),
    ...(dataFolder === null ? [] : ['csv', 'json'].map((name) => join(dataFolder, name))),
  ];
  return [
    ...inline.map((text, index) => ({ name: `inline ${index}`, bytes: encoder.encode(text) })),
    ...folders
      .filter(existsSync)
      .flatMap(filesUnder)
      .map((path) => ({ name: relative(root, path), bytes: head(path) })),
  ];
}

function filesUnder(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.md'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function head(path) {
  const bytes = new Uint8Array(FIXTURE_BYTES);
  const file = openSync(path, 'r');
  const length = readSync(file, bytes);
  closeSync(file);
  return bytes.slice(0, length);
}
