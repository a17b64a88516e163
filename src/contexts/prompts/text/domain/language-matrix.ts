import { sameLanguage } from '../../template/domain/language';
import { languageStatus, type LanguageStatus, type StatedText } from './language-status';

export interface MatrixLanguage extends LanguageStatus {
  /** Whether the project requires it to be current before a release. */
  readonly required: boolean;
  /** Whether the project has a region with it. */
  readonly region: boolean;
}

export interface LanguageMatrix {
  readonly sourceHash: string;
  /** Whether the languages that the project requires are current. */
  readonly releasable: boolean;
  /** By code: the version's own language, the required ones, those of the regions, and those of the translations. */
  readonly languages: readonly MatrixLanguage[];
}

export interface WantedLanguages {
  readonly required: readonly string[];
  readonly regions: readonly string[];
}

/** The status of a version in every language that the project, its regions or its translations name. */
export function languageMatrix(own: StatedText, translations: readonly StatedText[], wanted: WantedLanguages): LanguageMatrix {
  const { required, regions } = wanted;
  const codes = distinct([own.languageCode, ...translations.map((each) => each.languageCode), ...required, ...regions]);
  const languages = codes.map((code) => ({
    ...languageStatus(code, own, translations),
    required: required.some((each) => sameLanguage(each, code)),
    region: regions.some((each) => sameLanguage(each, code)),
  }));
  const releasable = languages.every((each) => !each.required || each.state === 'current');
  return { sourceHash: own.sourceHash, releasable, languages };
}

/** The distinct codes, each in its first spelling, sorted. */
function distinct(codes: readonly string[]): string[] {
  const bySpelling = new Map<string, string>();
  for (const each of codes) if (!bySpelling.has(each.toLowerCase())) bySpelling.set(each.toLowerCase(), each);
  return [...bySpelling.values()].toSorted();
}
