import type { ReportLanguage } from '@vialog/contracts';
import { en } from './en.ts';
import type { ReportTexts } from './report-texts.ts';
import { zh } from './zh.ts';

const texts: Readonly<Record<ReportLanguage, ReportTexts>> = { en, zh };

export const textsOf = (language: ReportLanguage): ReportTexts => texts[language];
