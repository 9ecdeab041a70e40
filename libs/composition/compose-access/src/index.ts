export { openAccess, type AccessOptions } from './open-access.ts';
export { offerSignIn, signInSentence, type SignInOffer, type SignInOptions } from './offer-sign-in.ts';
