export { SmtpEmailSender, type SmtpEmailSenderOptions } from './smtp-email-sender.ts';
