import styles from "./observatory.module.css";

/** The textures of marks that are told apart without colour, defined once for all strips. */
export function Patterns() {
  "use memo";
  return (
    <svg className={styles.patterns} width="0" height="0" aria-hidden="true">
      <defs>
        <pattern id="bench-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="5" height="5" fill="var(--calm-wash)" />
          <path d="M1 0v5" stroke="var(--calm)" strokeWidth="1.6" />
        </pattern>
        <pattern id="bench-dots" width="4" height="4" patternUnits="userSpaceOnUse">
          <rect width="4" height="4" fill="var(--calm-wash)" />
          <circle cx="2" cy="2" r="0.9" fill="var(--calm)" />
        </pattern>
        <pattern id="bench-growing" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" fill="var(--alarm)" />
          <path d="M1.5 0v6" stroke="var(--on-alarm)" strokeWidth="1.4" opacity="0.55" />
        </pattern>
        <pattern id="bench-beyond" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M1 0v6" stroke="var(--alarm)" strokeWidth="1.2" opacity="0.6" />
        </pattern>
        <pattern id="bench-over" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="5" height="5" fill="var(--alarm-wash)" />
          <path d="M1 0v5" stroke="var(--alarm)" strokeWidth="2" />
        </pattern>
      </defs>
    </svg>
  );
}
