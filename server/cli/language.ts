/** The language of what the command line says: the one asked for, else the one that the environment speaks. */

import { InvalidArgumentError } from 'commander';
import { type Locale, localeOf } from '../analysis/locale.ts';

export const languageTags: Readonly<Record<Locale, string>> = { en: 'en', zh: 'zh-cn' };

/** `zh`, `zh-CN`, `zh_CN.UTF-8` and the like all mean Chinese. */
export function askedLanguage(tag: string): Locale {
  if (!/^(?:en|zh)(?:[-_.@]|$)/i.test(tag))
    throw new InvalidArgumentError(`Allowed choices are ${Object.values(languageTags).join(', ')}.`);
  return localeOf(tag);
}

/**
 * As POSIX has it: `LC_ALL` over `LC_MESSAGES` over `LANG`, where an empty one says nothing, and `C` means English. GNU's
 * `LANGUAGE` lists what the user reads best and does not count for `C`. Windows sets none of them, but its own settings do.
 */
export function environmentLanguage(environment: NodeJS.ProcessEnv): Locale {
  const { LC_ALL, LC_MESSAGES, LANG, LANGUAGE } = environment;
  const locale = LC_ALL || LC_MESSAGES || LANG;
  if (locale === undefined || locale === '') return localeOf(new Intl.DateTimeFormat().resolvedOptions().locale);
  if (/^(?:C|POSIX)(?:\.|$)/.test(locale)) return 'en';
  const preferred = LANGUAGE?.split(':').find((tag) => tag !== '');
  return localeOf(preferred ?? locale);
}
