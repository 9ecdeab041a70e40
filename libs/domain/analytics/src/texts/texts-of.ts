import type { ReportLanguage } from '@vialog/contracts';
import type { AnalyticTexts } from './analytic-texts.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

const texts: Readonly<Record<ReportLanguage, AnalyticTexts>> = { en, zh };

export const textsOf = (language: ReportLanguage): AnalyticTexts => texts[language];
