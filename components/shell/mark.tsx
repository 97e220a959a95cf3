/** The mark: a ring of beats with one block in it. Always still, so that nobody takes it for a spinner. */
export function Mark({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path
        d="M17.66 15.4L21.43 17.67M15.15 17.8L17.25 21.67M11.77 18.6L11.62 22.99M8.45 17.57L6.09 21.28M6.12 15.0L2.2 16.99M5.41 11.6L1.02 11.33M6.53 8.31L2.88 5.85M9.16 6.04L7.26 2.07"
        stroke="var(--ink)"
        strokeWidth="2.5"
      />
      <path d="M12.19 1A11 11 0 0 1 22.98 12.58L16.49 12.24A4.5 4.5 0 0 0 12.08 7.5Z" fill="var(--alarm)" />
    </svg>
  );
}
