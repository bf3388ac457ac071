sitegenTitles.push(
["/articles/2021-02-28-ferry-crew-asks-for-a-boat/","Ferry Crew Asks For A Boat","en","28 February 2021 (2021-02-28)","[The Torvik Post?]","Harbour Council, Lena Orlik, Torvik"],
["/articles/2021-03-14-harbour-council-sells-its-last-ferry/","Harbour Council sells its last ferry","en","14 March 2021 (2021-03-14)","The Torvik Post","Harbour Council, Lena Orlik, Torvik"],
["/articles/2021-03-15-bednyi-parom/","Бедный паром","ru","about 15 March 2021 (2021-03-15~)","The Torvik Post","Lena Orlik, Torvik"],
["/articles/2021-05-bell/","What became of the bell","en","May 2021 (2021-05)","","Torvik"],
["/articles/undated-school-counts-days-without-ferry/","School Counts Days Without Ferry","en","undated","[The Torvik Post?]","Harbour Council"]
);
