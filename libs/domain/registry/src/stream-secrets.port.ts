/** What a secret belongs to. A sealed secret can be opened only with the same owner, so it cannot be moved. */
export interface SecretOwner {
  readonly cameraId: string;
  /** Which secret of the camera, for example `credentials`. */
  readonly field: string;
}

/** Encrypts secrets of cameras. It need not be able to decrypt them. */
export interface SecretSealer {
  /** @throws {VialogError} SECRETS_UNAVAILABLE when no key is available */
  seal(owner: SecretOwner, text: string): Promise<string>;
}

/** Decrypts secrets of cameras. */
export interface SecretOpener {
  /** @throws {Error} when the key is missing or the secret is damaged; the message says what to do */
  open(owner: SecretOwner, sealed: string): Promise<string>;
}

/** Encrypts with the current key again what an earlier key encrypted. */
export interface SecretResealer extends SecretOpener {
  /** Id of the key that encrypts now. */
  readonly currentKeyId: string;
  /** Keeps the revision of the secret, because its value does not change. */
  reseal(owner: SecretOwner, sealed: string): Promise<string>;
}
