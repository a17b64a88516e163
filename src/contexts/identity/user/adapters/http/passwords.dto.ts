export interface ChangePasswordDto {
  /** @example "correct horse battery" */
  currentPassword: string;
  /**
   * 8 to 1024 characters.
   * @example "staple and a new horse"
   */
  newPassword: string;
}

export interface ResetPasswordDto {
  /**
   * The token that an administrator issued at POST /api/users/{userId}/password-reset.
   * @example "japm_pr_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
   */
  token: string;
  /**
   * 8 to 1024 characters.
   * @example "staple and a new horse"
   */
  newPassword: string;
}
