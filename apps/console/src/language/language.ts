import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { en } from './en.ts';
import { zh } from './zh.ts';

export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];

const storageKey = 'vialog.language';
const tags: Record<Language, string> = { en: 'en', zh: 'zh-CN' };

/** Starts with the language that color-scheme.js set: the saved one, else the browser's, else English. */
export function startLanguage(): void {
  const initial: Language = /^zh/i.test(document.documentElement.lang) ? 'zh' : 'en';
  void i18next.use(initReactI18next).init({
    resources: { en: { translation: en }, zh: { translation: zh } },
    lng: initial,
    fallbackLng: 'en',
    interpolation: { escapeValue: false },
  });
}

export async function chooseLanguage(language: Language): Promise<void> {
  document.documentElement.lang = tags[language];
  await i18next.changeLanguage(language);
  try {
    localStorage.setItem(storageKey, tags[language]);
  } catch {
    // Storage may be disabled; the choice is then lost on reload.
  }
}

/** The texts of the current language and the BCP 47 tag for formatting numbers and times. */
export function useWords() {
  const { t, i18n } = useTranslation();
  const language: Language = i18n.language.startsWith('zh') ? 'zh' : 'en';
  return { t, language, tag: language === 'zh' ? 'zh-CN' : 'en-GB' };
}
export type Words = ReturnType<typeof useWords>;
