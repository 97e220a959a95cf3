import type { Metadata } from "next";
import type { ReactNode } from "react";

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: "ko" }, { locale: "en" }];
export const metadata: Metadata = { title: "Looplab" };

type Props = { children: ReactNode; params: Promise<{ locale: string }> };

export default async function Layout({ children, params }: Props) {
  const { locale } = await params;
  return (
    <html lang={locale} suppressHydrationWarning>
      <body>{children}</body>
    </html>
  );
}
