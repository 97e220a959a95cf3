/**
 * The only inline script of ours: it puts the chosen theme on the page before anything is painted.
 * The content policy allows it by its hash, so it is one constant text.
 */
export const bootScript = `try{const t=localStorage.getItem("theme");if(t==="light"||t==="dark")document.documentElement.dataset.theme=t}catch{}`;
