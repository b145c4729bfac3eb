"""Words that MeCab with UniDic cuts in two, so that another word seems to stand in them."""

from __future__ import annotations

SINGLE_WORDS = frozenset(
    "毎日本 御金 自転車 オンライン オフライン インライン プラグイン アドオン ログイン サインイン オプトイン オプトアウト "
    "ビルトイン タイムライン キーワード スマートフォン スニペット コントリビュート コールバック ボトルネック ペットボトル "
    "ベンチマーク ウォーターマーク ショートカット ボイラープレート プレースホルダ スライドショ ポッドキャスト "
    "ワークスペース バリデータ リファクタリング リネーム リトライ アンラップ アンインストール アンロード インターセプタ "
    "シリアライズ サニタイズ マネタイズ マークダウン マークアップ フィンテック コピーレフト サンドボックス マルウェア "
    "モノレポ ステートフル ヘッドレス デバウンス リセマラ スクショ マウスオーバ フルタイム パーマリンク バックティック "
    "トレードオフ フォールバック インテリセンス メンテナ".split()
)
"""Words that MeCab cuts in two, as lemmas joined: no other word stands in them. 毎日本を読む is misread, お金 is no gold."""
