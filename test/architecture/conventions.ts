import type { SourceFile } from './source-tree';

const MAX_FILE_LENGTH = 250;
/** Where the beginning and the end of each transaction are proven. */
const TRANSACTIONS = 'src/platform/persistence/lazy-transaction.ts';
const BEGINS = /\.(?:startTransaction|commitTransaction|rollbackTransaction|transaction)\(/u;
const SAYS_NOTHING = /(^|[/.-])(utils?|helpers?|common|managers?|misc)([/.-]|$)/iu;

/** One sentence for each file that breaks a convention of the design, section 3. */
export function broken(files: readonly SourceFile[]): string[] {
  return [...files.flatMap(brokenIn), ...repeated(files, /\.controller\.ts$/u, 'controller'), ...repeated(files, /\.dto\.ts$/u, 'DTO')];
}

function brokenIn({ path, text }: SourceFile): string[] {
  const lines = text.split('\n').length - 1;
  const prefixed = [...text.matchAll(/\binterface\s+(I[A-Z][a-z]\w*)/gu)].map(
    (found) => `${path}: interface ${found[1] ?? ''} has an I prefix`,
  );
  return [
    ...(lines > MAX_FILE_LENGTH ? [`${path}: ${lines} lines, more than ${MAX_FILE_LENGTH}`] : []),
    ...(SAYS_NOTHING.test(path) ? [`${path}: the name does not say what is in it`] : []),
    ...prefixed,
    ...(BEGINS.test(text) && path !== TRANSACTIONS ? [`${path}: transactions begin and end in ${TRANSACTIONS}`] : []),
    ...misplaced(path, text),
  ];
}

/** The suffix tells the room: a port is abstract and in application, tables and controllers are adapters. */
function misplaced(path: string, text: string): string[] {
  const inContext = path.startsWith('src/contexts/');
  const place = [
    { suffix: '.port.ts', folder: '/application/' },
    { suffix: '.table.ts', folder: '/adapters/persistence/' },
    { suffix: '.controller.ts', folder: '/adapters/http/' },
    { suffix: '.dto.ts', folder: '/adapters/http/' },
  ].find(({ suffix }) => path.endsWith(suffix));
  return [
    ...(inContext && place && !path.includes(place.folder) ? [`${path}: *${place.suffix} belongs into ${place.folder}`] : []),
    ...(path.endsWith('.port.ts') && /^export class/mu.test(text) ? [`${path}: a port is an abstract class`] : []),
  ];
}

/** tsoa and the audit registry know controllers by class name and DTOs by type name, across all contexts. */
function repeated(files: readonly SourceFile[], which: RegExp, what: string): string[] {
  const places = new Map<string, string[]>();
  for (const { path, text } of files.filter((file) => which.test(file.path))) {
    for (const found of text.matchAll(/^export\s+(?:abstract\s+)?(?:class|interface|type|enum)\s+(\w+)/gmu)) {
      const name = found[1] ?? '';
      places.set(name, [...(places.get(name) ?? []), path]);
    }
  }
  return [...places]
    .filter(([, paths]) => paths.length > 1)
    .map(([name, paths]) => `${what} ${name} is declared in ${paths.join(' and ')}`);
}
