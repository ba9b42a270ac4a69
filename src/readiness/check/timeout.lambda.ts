/** The time limit of one check, unless its properties have another. A cold start with a large image takes minutes. */
export const CHECK_TIMEOUT_MINUTES = 5;
