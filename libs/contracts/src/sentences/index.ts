export { sentences, type SentenceCode } from './all-sentences.ts';
export { codeSentence, type CodedSentence } from './code-sentence.ts';
export { chineseOfText, sentenceInChinese } from './sentence-in-chinese.ts';
