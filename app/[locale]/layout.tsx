import type { Metadata, Viewport } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { preload } from "react-dom";
import { dictOf } from "../../components/i18n/index.ts";
import { isLocale, locales } from "../../components/i18n/locales.ts";
import { bootScript } from "../../components/shell/boot-script.ts";
import "../tokens.css";
import "../fonts.css";
import "../base.css";
import "../trouble.css";

export const dynamicParams = false;
export const generateStaticParams = () => locales.map((locale) => ({ locale }));

type Props = { children: ReactNode; params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const { site } = dictOf(locale);
  return { title: { default: site.title, template: "%s · Looplab" }, description: site.description };
}

/** Headings are set in it: asked for at once, it comes before they are drawn, and nothing shifts. */
const latin = new URL("../../.cache/fonts/latin.woff2", import.meta.url).toString();

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#0f1417" },
  ],
};

export default async function Layout({ children, params }: Props) {
  const { locale } = await params;
  preload(latin, { as: "font", type: "font/woff2", crossOrigin: "" });
  return (
    // The script may have put the theme on this element before React sees it.
    <html lang={locale} suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours */}
        <script dangerouslySetInnerHTML={{ __html: bootScript }} />
      </head>
      <body>{children}</body>
    </html>
  );
}
